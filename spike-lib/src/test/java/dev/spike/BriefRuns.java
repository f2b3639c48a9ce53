package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.judge.Criteria.errorRate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.report.ScenarioResult;

/** Scenarios of 0.2 s for the tests of what becomes of them. */
final class BriefRuns {
  private BriefRuns() {}

  /** One that passes: 25 operations that do nothing. */
  static Scenario scenario(String name) {
    return Scenario.named(name)
        .operation(() -> {})
        .bucket(millis(50))
        .load(
            baseline(perSecond(100))
                .lasting(millis(100))
                .then(burst(5).over(perSecond(100)).lasting(millis(100))))
        .expect(errorRate().below(percent(5)));
  }

  static Report run(Scenario... scenarios) {
    return new SpikeRunner(SpikeOptions.defaults().seed(7)).run(scenarios);
  }

  static ScenarioResult only(Report report) {
    assertThat(report.scenarios()).hasSize(1);
    return report.scenarios().get(0);
  }
}
