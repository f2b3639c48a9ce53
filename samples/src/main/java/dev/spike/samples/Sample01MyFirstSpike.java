package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;

import dev.spike.LoadProfile;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scenario is an operation, a load and what is expected. This one sends the same 100 orders in
 * the same two seconds twice.
 *
 * <p>Wrong: evenly, as a load test at the average rate does. The shop does 100/s, is asked for
 * 50/s, and passes.
 *
 * <p>Right: all at one instant, as after a push message. Four are worked on, twenty wait, and the
 * rest is refused.
 *
 * <p>Look at: the Arrivals and Planned columns of the table, which are the same, and the Errors
 * column, which is not.
 */
public final class Sample01MyFirstSpike {
  private static final int ORDERS = 100;

  private Sample01MyFirstSpike() {}

  /** Four workers that take 40 ms an order; twenty orders may wait. */
  static final class Shop implements AutoCloseable {
    private final ThreadPoolExecutor workers =
        new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(20));

    /** Throws {@link RejectedExecutionException} when twenty wait already. */
    void order() throws InterruptedException, ExecutionException {
      workers.submit(Shop::work).get();
    }

    private static boolean work() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(40);
      return true;
    }

    @Override
    public void close() {
      workers.shutdownNow();
    }
  }

  /** Runs both, with all that spike prints of a run. */
  public static void main(String[] args) {
    run();
    System.out.print(
        """

        # Both had 100 arrivals in 2 s, 50/s on average. Only the second was a spike.
        # The exit code of a build that runs them: 1, as one scenario FAILED.
        """);
  }

  /** First the wrong way, then the right one. */
  static Report run() {
    try (Shop shop = new Shop()) {
      return new SpikeRunner(SpikeOptions.defaults().seed(1))
          .run(
              scenario("evenly", shop, baseline(perSecond(ORDERS / 2.0)).lasting(seconds(2))),
              scenario("at-once", shop, burst(ORDERS).lasting(seconds(2))));
    }
  }

  private static Scenario scenario(String name, Shop shop, LoadProfile load) {
    return Scenario.named(name)
        .operation(shop::order)
        .rejectedWhen(error -> error instanceof RejectedExecutionException)
        .load(load)
        .expect(errorRate().below(percent(5)));
  }
}
