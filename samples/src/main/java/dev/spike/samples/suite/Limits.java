package dev.spike.samples.suite;

import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.leak;
import static dev.spike.judge.Criteria.memoryGrowth;
import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.Defaults;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.Units;
import java.time.Duration;
import java.util.List;

/** The criteria that most scenarios share, with their limits. */
final class Limits {
  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("max-errors", "5", "limit of the error rate in the spike, in percent"),
          new Parameter("max-p95", "5s", "limit of the p95 in the spike"),
          new Parameter("alert-p95", "2s", "p95 in the spike above which an alert is raised"),
          new Parameter("max-growth", "200", "limit of the live set's growth, in MB"),
          new Parameter("max-leak", "1", "limit of its growth a cycle, in MB; from 8 cycles on"));

  /** After the spike, of what it was before. */
  private static final double GOODPUT = Units.percent(90);

  private Limits() {}

  /** Error rate and p95 in the spike; that the usual load gets through after it, and in time. */
  static Scenario ofTheSpike(Scenario scenario, Scale scale, Params params) {
    Duration slowest = Parameters.aboveZero(params, "max-p95");
    return scenario
        .expect(
            errorRate()
                .during(SPIKE)
                .below(Units.percent(Parameters.notNegative(params, "max-errors"))))
        .expect(p95().during(SPIKE).below(slowest))
        .expect(p95().after(SPIKE).inEvery(scale.window()).below(slowest))
        .expect(goodput().after(SPIKE).atLeast(GOODPUT).ofBaseline())
        .alert(p95().during(SPIKE).below(Parameters.aboveZero(params, "alert-p95")));
  }

  /**
   * Recovery, that it is not stuck and, where the target's memory can be read, its growth, in all
   * and a cycle.
   */
  static Scenario ofTheAftermath(
      Scenario scenario, Scale scale, boolean memoryKnown, Params params) {
    Scenario limited = scenario.expect(recovery().within(scale.limit())).expect(notMetastable());
    if (!memoryKnown) {
      return limited;
    }
    Scenario grown = limited.expect(memoryGrowth().below(megabytes(params, "max-growth")));
    return Parameters.atLeast(1, params, "cycles") >= Defaults.LEAK_CYCLES
        ? grown.expect(leak().below(megabytes(params, "max-leak")))
        : grown;
  }

  private static double megabytes(Params params, String name) {
    return Units.megabytes(Parameters.notNegative(params, name));
  }
}
