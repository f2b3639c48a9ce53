package dev.spike.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that are started before the run and do their part of it by the clock. */
interface Crew {
  /**
   * Starts the threads, which hold until the gate opens.
   *
   * @throws IllegalStateException when they do not get ready within a time-out
   */
  void prepare(CountDownLatch gate) throws InterruptedException;

  /** Keeps back what is not due yet, because the run has ended early. */
  void cancel();

  /** The threads, to be waited for. */
  List<Thread> threads();

  /** Waits for a crew to get ready. */
  static void await(CountDownLatch ready, long timeoutNanos, String who)
      throws InterruptedException {
    if (!ready.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(
          ready.getCount()
              + " of "
              + who
              + " were not ready within the time-out of an operation; make preparation quicker"
              + " or the time-out longer");
    }
  }
}
