package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * Occupies n threads of an executor with tasks that only wait for the revert. A full pool gets them
 * to its queue, where they run, and end, as soon as they are reached.
 */
record Starvation(Executor executor, int threads) implements StandingFault {
  Starvation {
    Objects.requireNonNull(executor, "The executor to starve was null: give the pool under test");
    if (threads < 1) {
      throw new IllegalArgumentException(
          "The number of threads to hold was %d, but must be 1 or more: give how many the pool shall lack"
              .formatted(threads));
    }
  }

  @Override
  public String kind() {
    return "starvation";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    Hold hold = new Hold(lease, Thread.currentThread());
    try {
      for (int i = 0; i < threads; i++) {
        executor.execute(hold);
      }
    } catch (RuntimeException | Error refused) {
      hold.released.countDown();
      throw refused;
    }
    hold.begun = true;
    return hold.released::countDown;
  }

  /** What occupies a thread. */
  private static final class Hold implements Runnable {
    private final CountDownLatch released = new CountDownLatch(1);
    private final Lease lease;
    private final Thread beginning;
    private volatile boolean begun;

    Hold(Lease lease, Thread beginning) {
      this.lease = lease;
      this.beginning = beginning;
    }

    @Override
    public void run() {
      if (!begun && Thread.currentThread() == beginning) {
        throw new IllegalStateException(
            "the executor runs tasks in the thread that gives them, which would be held for ever: hold fewer threads, or starve an executor that refuses or queues them");
      }
      lease.acted("one thread held");
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
