package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.Faults.latency;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.chaos.ChaosPoint;
import dev.spike.judge.Criteria;
import dev.spike.measure.Timeline;
import dev.spike.report.ScenarioResult;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpikeRunnerTest {
  private static final ChaosPoint POINT = ChaosPoint.of("runner.test");

  @Test
  void runs() throws Exception {
    Scenario scenario =
        Scenario.named("sleepy")
            .operation(
                () -> {
                  POINT.hit();
                  Thread.sleep(2);
                })
            .load(
                warmup(perSecond(300))
                    .lasting(seconds(1))
                    .then(baseline(perSecond(300)).lasting(seconds(6)))
                    .then(burst(200).over(perSecond(300)).lasting(seconds(2)))
                    .then(recovery(perSecond(300)).lasting(seconds(12))))
            .during(SPIKE, latency(millis(50)).on("runner.test"))
            .expect(errorRate().during(SPIKE).below(percent(5)))
            .expect(p95().during(SPIKE).below(seconds(5)))
            .expect(Criteria.recovery().within(seconds(5)));
    Report report = new SpikeRunner(SpikeOptions.defaults().seed(7)).run(scenario);
    for (ScenarioResult result : report.scenarios()) {
      System.out.println(result.verdict() + " " + result.reasons());
      System.out.println(result.judgement());
      Timeline t = Objects.requireNonNull(result.timeline());
      System.out.println(t.facts());
      System.out.println(t.events());
      System.out.println(t.errors());
      System.out.println(t.total(p -> p.role() == SPIKE));
    }
  }
}
