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
    CountDownLatch released = new CountDownLatch(1);
    try {
      for (int i = 0; i < threads; i++) {
        executor.execute(() -> hold(lease, released));
      }
    } catch (RuntimeException | Error refused) {
      released.countDown();
      throw refused;
    }
    return released::countDown;
  }

  private static void hold(Lease lease, CountDownLatch released) {
    lease.acted("one thread held");
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
