package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.sim.ServiceTime.exponential;

import dev.spike.Frontier;
import dev.spike.FrontierReport;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.frontier.Spike;
import dev.spike.report.RunListener;
import dev.spike.run.WhenFull;
import dev.spike.sim.ServiceModel;

/**
 * What tips my service over? A server does 1,000/s, its clients give up after a second and ask
 * three times more. Usual are 500/s, the spike is 2,000/s. On virtual time; {@link
 * dev.spike.samples.frontier.RetryStorm} does the same on the real clock.
 *
 * <p>Wrong: one spike of one second, from which it comes back. That says nothing of a slightly
 * longer one.
 *
 * <p>Right: the search for the shortest spike from which it does not come back, each trial a run of
 * its own, chosen by what the trials before have shown.
 *
 * <p>Look at: D50 and its band; it is stuck in half the runs after a fifth more than the one second
 * that passed. D90 / D10 says how sharp that edge is.
 */
public final class Sample09TippingPoint {
  private static final ServiceModel SERVER =
      ServiceModel.of(1, exponential(millis(1))).retrying(3, seconds(1));
  private static final double HEIGHT = 2_000;

  private Sample09TippingPoint() {}

  private static Scenario scenario(Spike spike) {
    return Scenario.named("checkout")
        .operation(() -> {}) // not called in a dry run
        .maxInFlight(100_000, WhenFull.WAIT)
        .load(
            baseline(perSecond(500))
                .lasting(seconds(6))
                .then(spike(perSecond(spike.height())).lasting(spike.duration()))
                .then(recovery(perSecond(500)).lasting(seconds(16)))
                .poisson());
  }

  /** Does both and prints what they say. */
  public static void main(String[] args) {
    System.out.print(one());
    System.out.println();
    System.out.print(search());
    System.out.print(
        """

        # One second passed. The edge is at 1.2 s, and beyond it the service stays down until somebody intervenes.
        """);
  }

  /** The wrong way: one trial. */
  static Report one() {
    Scenario once = scenario(new Spike(HEIGHT, 1)).expect(recovery().within(seconds(5)));
    return runner().dryRun(once, SERVER);
  }

  /** The right way: the border. */
  static FrontierReport search() {
    return runner()
        .dryRun(
            Frontier.of(Sample09TippingPoint::scenario)
                .heights(perSecond(HEIGHT))
                .durations(millis(200), seconds(10))
                .capacity(perSecond(1_000)),
            SERVER);
  }

  private static SpikeRunner runner() {
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}));
  }
}
