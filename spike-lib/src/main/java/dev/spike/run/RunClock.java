package dev.spike.run;

/** A clock that counts from the start of the run. */
final class RunClock {
  /** Until the start is set, it lies so far ahead that nothing is due. */
  private static final long FAR_NANOS = Long.MAX_VALUE / 4;

  private final Clock clock;
  private volatile long origin;

  RunClock(Clock clock) {
    this.clock = clock;
    this.origin = clock.nanoTime() + FAR_NANOS;
  }

  /**
   * Sets the start of the run to a little later than now, so that whoever waits for it can get
   * ready.
   */
  void startIn(long nanos) {
    origin = clock.nanoTime() + nanos;
  }

  long now() {
    return clock.nanoTime() - origin;
  }

  void sleepUntil(long nanos) throws InterruptedException {
    clock.sleepUntil(origin + nanos);
  }

  /** To be made on the thread that waits, once the start is set. */
  Clock.Waiter waiter(long spinNanos) {
    Clock.Waiter waiter = clock.waiter(spinNanos);
    return nanos -> waiter.waitUntil(origin + nanos);
  }

  void awaitExactly(long nanos) throws InterruptedException {
    clock.awaitExactly(origin + nanos);
  }
}
