package dev.spike.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that are started beforehand and do their part of the run by the clock. */
interface Crew {
  /**
   * Starts the threads, which hold until the gate opens.
   *
   * @throws IllegalStateException when they do not get ready within a time-out
   */
  void prepare(CountDownLatch gate) throws InterruptedException;

  /** When the first of its operations is due. */
  long fromNanos();

  /** When the last of its operations is due at the latest. */
  long untilNanos();

  /** Lets its threads end, and keeps back what is not due yet. */
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
