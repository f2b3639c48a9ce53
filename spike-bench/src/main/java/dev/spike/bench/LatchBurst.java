package dev.spike.bench;

import dev.spike.run.ThreadKind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** The usual way to start threads together: all wait for one latch. */
final class LatchBurst {
  private static final long SETTLE_MILLIS = 200;

  private LatchBurst() {}

  /**
   * Performs the operation once on each of so many threads, and returns when all are over.
   *
   * @throws IllegalStateException when this JVM has no threads of that kind
   */
  static void release(ThreadKind kind, int users, IntConsumer operation)
      throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(users);
    CountDownLatch latch = new CountDownLatch(1);
    ExecutorService threads = threads(kind);
    for (int i = 0; i < users; i++) {
      int user = i;
      threads.execute(
          () -> {
            ready.countDown();
            awaitQuietly(latch);
            operation.accept(user);
          });
    }
    ready.await();
    // All have been started, but some may not wait yet.
    Thread.sleep(SETTLE_MILLIS);
    latch.countDown();
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts these threads", e);
    }
  }

  /** Virtual threads are found at run time, since this is compiled for Java 17. */
  private static ExecutorService threads(ThreadKind kind) {
    if (kind == ThreadKind.PLATFORM) {
      return Executors.newCachedThreadPool();
    }
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads could not be had: " + e, e);
    }
  }
}
