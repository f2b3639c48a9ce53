package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.users;
import static dev.spike.chaos.fault.Faults.hang;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.LoadProfile;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.Users;
import dev.spike.chaos.ChaosPoint;
import dev.spike.report.RunListener;
import dev.spike.schedule.Rate;
import java.util.concurrent.TimeUnit;

/**
 * Open or closed? A service answers in 5 ms, some 200 times a second, and freezes for half a second
 * in the middle.
 *
 * <p>Wrong: a closed loop, four users who ask again when they were answered. While the service is
 * frozen they ask nothing, so what a slow answer suppresses is just what would have shown it:
 * coordinated omission (Tene). Four slow answers of two hundred, and the p95 is fine.
 *
 * <p>Right: an open model, arrivals that come by the clock. A hundred of them are due in the freeze
 * and each counts from when it was due.
 *
 * <p>Look at: Arrivals in the two SPIKE rows, and then at the p95 of all, below the table.
 */
public final class Sample02OpenOrClosed {
  private static final ChaosPoint SERVICE = ChaosPoint.of("sample.service");

  private Sample02OpenOrClosed() {}

  private static void call() throws InterruptedException {
    SERVICE.hit();
    TimeUnit.MILLISECONDS.sleep(5);
  }

  /** Runs both and prints the table. */
  public static void main(String[] args) {
    System.out.print(run());
    System.out.print(
        """

        # The service was frozen for the whole of SPIKE, in both.
        # The closed loop saw one slow answer a user; the open one a slow answer for each arrival that was due.
        """);
  }

  /** First the wrong way, then the right one. */
  static Report run() {
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .run(scenario("closed", closed()), scenario("open", open()));
  }

  private static Scenario scenario(String name, LoadProfile load) {
    return Scenario.named(name)
        .operation(Sample02OpenOrClosed::call)
        .load(load)
        .during(SPIKE, hang().on(SERVICE.name()))
        .expect(p95().below(millis(100)));
  }

  private static LoadProfile closed() {
    Users users = users(4).thinking(millis(15));
    return baseline(users)
        .lasting(millis(700))
        .then(spike(users).lasting(millis(500)))
        .then(recovery(users).lasting(millis(300)));
  }

  private static LoadProfile open() {
    Rate rate = perSecond(200);
    return baseline(rate)
        .lasting(millis(700))
        .then(spike(rate).lasting(millis(500)))
        .then(recovery(rate).lasting(millis(300)));
  }
}
