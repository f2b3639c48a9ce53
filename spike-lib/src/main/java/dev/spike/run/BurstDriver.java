package dev.spike.run;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Releases the operations of one burst together. Each has a thread of its own, started before the
 * run, that waits for the instant by the clock; so only the operation itself falls into the burst.
 */
final class BurstDriver {
  private static final long NONE = Long.MIN_VALUE;

  private final BurstAt burst;
  private final Performer performer;
  private final RunClock clock;
  private final CountDownLatch ready;
  private final AtomicLong firstStart = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong lastStart = new AtomicLong(NONE);
  private final List<Thread> users = new ArrayList<>();

  BurstDriver(BurstAt burst, Performer performer, RunClock clock) {
    this.burst = burst;
    this.performer = performer;
    this.clock = clock;
    this.ready = new CountDownLatch(burst.count());
  }

  /** Starts the threads; they hold until the gate opens, then until the instant of the burst. */
  void prepare(ThreadFactory threads, Arrival first, CountDownLatch gate)
      throws InterruptedException {
    for (int i = 0; i < burst.count(); i++) {
      InFlight operation =
          performer.admit(
              new Arrival(
                  first.index() + i, first.intendedNanos(), first.phase(), true, first.seed()));
      Thread thread = threads.newThread(() -> release(operation, gate));
      users.add(thread);
      thread.start();
    }
    ready.await();
  }

  private void release(InFlight operation, CountDownLatch gate) {
    ready.countDown();
    try {
      gate.await();
      clock.sleepUntil(burst.atNanos());
      performer.perform(operation, clock.now()).ifPresent(this::started);
    } catch (InterruptedException e) {
      performer.finish(operation);
    }
  }

  /** Keeps back a burst that is not due yet, because the run has ended early. */
  void cancel() {
    if (clock.now() < burst.atNanos()) {
      users.forEach(Thread::interrupt);
    }
  }

  /** Waits for the threads to end; those that do not within the time are left to themselves. */
  void join(long deadline) throws InterruptedException {
    for (Thread user : users) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      user.join(Math.max(1, left));
    }
  }

  private void started(long nanos) {
    firstStart.accumulateAndGet(nanos, Math::min);
    lastStart.accumulateAndGet(nanos, Math::max);
  }

  /** First to last start. */
  Fact skew(String name) {
    boolean released = lastStart.get() != NONE;
    double skew = released ? lastStart.get() - firstStart.get() : Double.NaN;
    return new Fact(name, skew, Unit.NANOS, burst.count() + " released, first to last start");
  }
}
