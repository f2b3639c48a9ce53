package dev.spike.run;

/** A clock that counts from the start of the run. */
final class RunClock {
  private final Clock clock;
  private volatile long origin;

  RunClock(Clock clock) {
    this.clock = clock;
    this.origin = clock.nanoTime();
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

  void awaitExactly(long nanos) throws InterruptedException {
    clock.awaitExactly(origin + nanos);
  }
}
