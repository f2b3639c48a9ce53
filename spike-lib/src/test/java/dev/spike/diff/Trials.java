package dev.spike.diff;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.LoadProfile;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.judge.Criteria;
import dev.spike.report.Results;
import dev.spike.report.RunListener;
import dev.spike.sim.ServiceModel;

/** Runs on virtual time, of which it is known whether one is slower than the other. */
final class Trials {
  private Trials() {}

  /** The quick scale of the scenarios, as independent users make it. */
  static Scenario scenario() {
    LoadProfile load =
        warmup(perSecond(300))
            .lasting(seconds(2))
            .then(baseline(perSecond(300)).lasting(seconds(6)))
            .then(burst(200).over(perSecond(300)).lasting(seconds(2)))
            .then(recovery(perSecond(300)).lasting(seconds(12)))
            .poisson();
    return Scenario.named("herd")
        .operation(() -> {})
        .load(load)
        .expect(errorRate().during(SPIKE).below(percent(5)))
        .expect(p95().during(SPIKE).below(millis(400)))
        .expect(Criteria.recovery().within(seconds(5)));
  }

  static Results run(Scenario scenario, ServiceModel service, long seed) {
    SpikeOptions quiet = SpikeOptions.defaults().seed(seed).listener(new RunListener() {});
    return new SpikeRunner(quiet).dryRun(scenario, service).results();
  }
}
