package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.sim.ServiceTime.exponential;

import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.report.RunListener;
import dev.spike.run.WhenFull;
import dev.spike.sim.ServiceModel;
import java.util.List;

/**
 * What a retry does: a server does 1,000/s, usual are 500/s, and a spike of 2,000/s lasts two
 * seconds. Clients give up after a second and ask three times more. On virtual time.
 *
 * <p>Wrong: retries without a budget. Long after the spike each request still comes four times,
 * 2,000/s in all; the server works on what nobody waits for, and answers nobody. Nor does backing
 * off help: it puts the attempts off, and makes none fewer.
 *
 * <p>Right: backing off, and a budget of one retry for ten requests over all clients. They make
 * 550/s at most, so the queue drains.
 *
 * <p>Look at: Errors in the RECOVERY rows, the Recovery column, and {@code sim.attempts}.
 */
public final class Sample07RetryBudget {
  private static final ServiceModel SERVER =
      ServiceModel.of(1, exponential(millis(1))).retrying(3, seconds(1));

  private Sample07RetryBudget() {}

  /** Runs all three and prints their tables. */
  public static void main(String[] args) {
    for (Report report : List.of(withoutBudget(), backingOffOnly(), withBudget())) {
      System.out.print(report);
      Facts.print(report, "sim.attempts");
      System.out.println();
    }
    System.out.print(
        """
        # METASTABLE: the spike is over for 25 s, and the retries alone keep the server busy.
        """);
  }

  /** The wrong way. */
  static Report withoutBudget() {
    return run("no-budget", SERVER);
  }

  /** Wrong as well. */
  static Report backingOffOnly() {
    return run("backing-off", SERVER.backingOff(millis(500)));
  }

  /** The right way. */
  static Report withBudget() {
    return run("with-budget", SERVER.backingOff(millis(500)).retryBudget(0.1));
  }

  private static Report run(String name, ServiceModel model) {
    Scenario scenario =
        Scenario.named(name)
            .operation(() -> {}) // not called in a dry run
            .maxInFlight(100_000, WhenFull.WAIT)
            .load(
                baseline(perSecond(500))
                    .lasting(seconds(6))
                    .then(spike(perSecond(2_000)).lasting(seconds(2)))
                    .then(recovery(perSecond(500)).lasting(seconds(25)))
                    .poisson())
            .expect(recovery().within(seconds(12)))
            .expect(notMetastable());
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .dryRun(scenario, model);
  }
}
