package dev.spike.bench;

import dev.spike.Defaults;
import dev.spike.run.Clock;
import dev.spike.run.TimerSlack;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How late arrivals go at a steady rate, from a thread that does nothing else. Each invocation
 * paces one second; arrival k is due at k / rate whenever the one before it went. The figures are
 * {@link Lateness}; the time per invocation only says that the rate was kept.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 1, time = 10)
@Fork(1)
public class PacingBench {
  private static final long SECOND_NANOS = 1_000_000_000;

  /** So that the executor's first call is still ahead when its instant is asked for. */
  private static final long AHEAD_NANOS = 50_000_000;

  /** Arrivals per second. */
  @Param({"1000", "10000", "100000"})
  public int rate;

  private Clock.@Nullable Waiter waiter;

  /** As the engine waits. */
  @Benchmark
  public void spike(Lateness lateness) throws InterruptedException {
    if (waiter == null) {
      TimerSlack.lower();
      waiter = Clock.system().waiter(Defaults.SPIN.toNanos());
    }
    pace(waiter, lateness);
  }

  /** Parking until each is due. */
  @Benchmark
  public void parkNanos(Lateness lateness) throws InterruptedException {
    pace(PacingBench::park, lateness);
  }

  /** Never leaving the core. */
  @Benchmark
  public void pureSpin(Lateness lateness) throws InterruptedException {
    pace(PacingBench::spin, lateness);
  }

  /** What most programs use; the thread that counts is the executor's own. */
  @Benchmark
  public void scheduledExecutor(Lateness lateness) throws InterruptedException {
    Ticks ticks = new Ticks(rate, lateness);
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    executor.prestartCoreThread();
    ScheduledFuture<?> calls =
        executor.scheduleAtFixedRate(ticks, AHEAD_NANOS, period(), TimeUnit.NANOSECONDS);
    long first = System.nanoTime() + calls.getDelay(TimeUnit.NANOSECONDS);
    ticks.done.await();
    calls.cancel(false);
    executor.shutdown();
    executor.awaitTermination(1, TimeUnit.SECONDS);
    for (int k = 0; k < rate; k++) {
      lateness.add(ticks.times[k] - (first + k * period()));
    }
  }

  /** Notes when it is called, as often as there is room. */
  private static final class Ticks implements Runnable {
    final CountDownLatch done = new CountDownLatch(1);
    final long[] times;
    private final Lateness lateness;
    private int count;

    Ticks(int calls, Lateness lateness) {
      this.times = new long[calls];
      this.lateness = lateness;
    }

    @Override
    public void run() {
      if (count == 0) {
        lateness.begin();
      }
      if (count < times.length) {
        times[count++] = System.nanoTime();
        if (count == times.length) {
          lateness.end();
          done.countDown();
        }
      }
    }
  }

  private long period() {
    return SECOND_NANOS / rate;
  }

  private void pace(Clock.Waiter each, Lateness lateness) throws InterruptedException {
    long period = period();
    lateness.begin();
    long due = System.nanoTime();
    for (int k = 0; k < rate; k++) {
      due += period;
      each.waitUntil(due);
      lateness.add(System.nanoTime() - due);
    }
    lateness.end();
  }

  private static void park(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void spin(long due) {
    while (due - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
  }
}
