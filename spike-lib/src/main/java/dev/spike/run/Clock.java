package dev.spike.run;

import java.util.concurrent.locks.LockSupport;

/** Time as the engine sees it, so that tests can hold it in their hands. */
public interface Clock {
  /** Nanoseconds of a monotonic clock with an arbitrary origin; thread-safe, waits for no lock. */
  long nanoTime();

  /** Returns at or after the given time of this clock; at once when it has passed. */
  void sleepUntil(long nanoTime) throws InterruptedException;

  /**
   * As {@link #sleepUntil}, but on the dot, at the price of a core for the last two milliseconds.
   */
  default void awaitExactly(long nanoTime) throws InterruptedException {
    sleepUntil(nanoTime);
  }

  /**
   * A way to wait for one instant after another more exactly than {@link #sleepUntil} does. Make it
   * on the thread that waits; no other may use it.
   *
   * @param spinNanos how long one wait may keep a core busy; 0: it parks only; {@link
   *     Long#MAX_VALUE}: it never parks
   */
  default Waiter waiter(long spinNanos) {
    return this::sleepUntil;
  }

  /** Waits for instants of a clock, and may learn from each for the next. Belongs to one thread. */
  @FunctionalInterface
  interface Waiter {
    /**
     * Returns at or after the given time of the clock; at once when it has passed.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    void waitUntil(long nanoTime) throws InterruptedException;
  }

  /** The clock of the machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** Parks until the time has come; the kernel wakes it some tens of microseconds late. */
  enum SystemClock implements Clock {
    /** The only one. */
    INSTANCE;

    private static final long EXACT_SPIN_NANOS = 2_000_000;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleepUntil(long nanoTime) throws InterruptedException {
      for (long left = nanoTime - nanoTime(); left > 0; left = nanoTime - nanoTime()) {
        LockSupport.parkNanos(this, left);
        ParkThenSpin.throwIfInterrupted();
      }
    }

    @Override
    public void awaitExactly(long nanoTime) throws InterruptedException {
      sleepUntil(nanoTime - EXACT_SPIN_NANOS);
      ParkThenSpin.spin(System::nanoTime, nanoTime);
    }

    @Override
    public Waiter waiter(long spinNanos) {
      if (spinNanos < 0) {
        throw new IllegalArgumentException(
            "spin budget of " + spinNanos + " ns: it must not be negative; 0 only parks");
      }
      if (spinNanos == Long.MAX_VALUE) {
        return nanoTime -> ParkThenSpin.spin(System::nanoTime, nanoTime);
      }
      return new ParkThenSpin(System::nanoTime, n -> LockSupport.parkNanos(this, n), spinNanos);
    }
  }
}
