package dev.spike.chaos;

import java.util.concurrent.locks.LockSupport;

/**
 * Time as an armed fault sees it: a test can give one of its own, on which delays pass without
 * being waited for. Must be thread-safe: calls under test and the watchdog share it.
 */
public interface ChaosTime {
  /** Nanoseconds as {@link System#nanoTime()}: any origin, may overflow. */
  long nanos();

  /**
   * Waits about that long, or less: until unparked, interrupted, or for no reason. As {@link
   * LockSupport#parkNanos(Object, long)}.
   */
  void park(Object blocker, long nanos);

  /** The system's. */
  static ChaosTime system() {
    return SystemTime.INSTANCE;
  }
}
