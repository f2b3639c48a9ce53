package dev.spike.chaos;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How an injection is armed: by which seed it decides and how long it may last.
 *
 * @param seed decides, with the fault's kind, point and ordinal, which calls are hit
 * @param ordinal tells apart faults of one kind at one point, which would otherwise hit the same
 *     calls: its place in the scenario, for example; 0 or more
 * @param timeToLive after which the watchdog reverts the fault, above zero and at most {@link
 *     #MAX_TIME_TO_LIVE}
 * @param ticker nanoseconds by which the time to live passes, as {@link System#nanoTime()}: any
 *     origin, may overflow. The watchdog calls it from its own thread
 */
public record Arming(long seed, int ordinal, Duration timeToLive, LongSupplier ticker) {
  /**
   * One day: long enough for a soak run, short enough that a forgotten fault does not live for
   * good.
   */
  public static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(1);

  /** Checks the bounds. */
  public Arming {
    if (timeToLive.isNegative()
        || timeToLive.isZero()
        || timeToLive.compareTo(MAX_TIME_TO_LIVE) > 0) {
      throw new IllegalArgumentException(
          "The time to live of a fault was %s, but must be above zero and at most %s: give the latest time after which it shall end by itself"
              .formatted(timeToLive, MAX_TIME_TO_LIVE));
    }
    if (ordinal < 0) {
      throw new IllegalArgumentException(
          "The ordinal of a fault was %d, but must be 0 or more: count a scenario's faults from 0"
              .formatted(ordinal));
    }
  }

  /** The first fault of its kind at its point, living by the system's clock. */
  public static Arming of(long seed, Duration timeToLive) {
    return new Arming(seed, 0, timeToLive, System::nanoTime);
  }

  /** The same with that ordinal. */
  public Arming withOrdinal(int place) {
    return new Arming(seed, place, timeToLive, ticker);
  }

  /** The same, living by that ticker. */
  public Arming withTicker(LongSupplier nanos) {
    return new Arming(seed, ordinal, timeToLive, nanos);
  }
}
