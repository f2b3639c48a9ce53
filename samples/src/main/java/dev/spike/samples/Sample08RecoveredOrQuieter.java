package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;
import static dev.spike.sim.ServiceTime.exponential;

import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.report.RunListener;
import dev.spike.sim.ServiceModel;

/**
 * Recovered, or just quieter? After a spike of two seconds the service answers again, every
 * request, well within its limit: at twice the response time, for good. A pool that lost half its
 * connections does that, or a cache that was not filled again. On virtual time.
 *
 * <p>Wrong: what load tools ask. No errors, goodput back, p95 below 200 ms: all met.
 *
 * <p>Right: {@code recovery().within(seconds(5))}. It holds what follows the spike against the
 * run's own baseline, and everything since the return against it once more.
 *
 * <p>Look at: the p95 of BASELINE and RECOVERY, and the Recovery column, which says DEGRADED
 * PLATEAU whether it was asked or not.
 */
public final class Sample08RecoveredOrQuieter {
  /** The spike ends at 8 s; from then on everything takes twice as long. */
  private static final ServiceModel SERVICE =
      ServiceModel.of(30, exponential(millis(20))).slowed(2, seconds(8), seconds(20));

  private Sample08RecoveredOrQuieter() {}

  /** Runs both and prints their tables. */
  public static void main(String[] args) {
    System.out.print(asLoadToolsAsk());
    System.out.println();
    System.out.print(asSpikeAsks());
    System.out.print(
        """

        # The runs are the same. A limit that the service keeps at twice its usual time cannot see that it is not back.
        """);
  }

  /** The wrong way: limits that are far from what is usual. */
  static Report asLoadToolsAsk() {
    return run(
        scenario("as-load-tools-ask")
            .expect(errorRate().after(SPIKE).below(percent(1)))
            .expect(goodput().after(SPIKE).atLeast(percent(90)).ofBaseline())
            .expect(p95().after(SPIKE).below(millis(200))));
  }

  /** The right way: back to what it was. */
  static Report asSpikeAsks() {
    return run(scenario("as-spike-asks").expect(recovery().within(seconds(5))));
  }

  private static Scenario scenario(String name) {
    return Scenario.named(name)
        .operation(() -> {}) // not called in a dry run
        .load(
            baseline(perSecond(300))
                .lasting(seconds(6))
                .then(spike(perSecond(1_200)).lasting(seconds(2)))
                .then(recovery(perSecond(300)).lasting(seconds(12)))
                .poisson());
  }

  private static Report run(Scenario scenario) {
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .dryRun(scenario, SERVICE);
  }
}
