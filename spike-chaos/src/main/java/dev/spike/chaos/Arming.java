package dev.spike.chaos;

import java.time.Duration;

/**
 * How an injection is armed: by which seed it decides, how long it may last and whose calls it may
 * hit.
 *
 * @param seed decides, with the fault's kind, point and ordinal, which calls are hit
 * @param ordinal tells apart faults of one kind at one point, which would otherwise hit the same
 *     calls: its place in the scenario, for example; 0 or more
 * @param timeToLive after which the watchdog reverts the fault, above zero and at most {@link
 *     #MAX_TIME_TO_LIVE}
 * @param time by which the time to live and injected delays pass
 * @param bound whether only calls of the thread that arms are hit, and tasks that it hands to a
 *     wrapped executor: for tests that run in parallel
 */
public record Arming(long seed, int ordinal, Duration timeToLive, ChaosTime time, boolean bound) {
  /**
   * One day: long enough for a soak run, short enough that a forgotten fault does not live for
   * good.
   */
  public static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(1);

  /** Checks the bounds. */
  public Arming {
    checkedTimeToLive(timeToLive);
    if (ordinal < 0) {
      throw new IllegalArgumentException(
          "The ordinal of a fault was %d, but must be 0 or more: count a scenario's faults from 0"
              .formatted(ordinal));
    }
  }

  /**
   * The first fault of its kind at its point, hitting every thread, living by the system's time.
   */
  public static Arming of(long seed, Duration timeToLive) {
    return new Arming(seed, 0, timeToLive, ChaosTime.system(), false);
  }

  /** The same with that ordinal. */
  public Arming withOrdinal(int place) {
    return new Arming(seed, place, timeToLive, time, bound);
  }

  /** The same, living by that time. */
  public Arming withTime(ChaosTime other) {
    return new Arming(seed, ordinal, timeToLive, other, bound);
  }

  /** The same, hitting only calls of the thread that arms. */
  public Arming boundToThread() {
    return new Arming(seed, ordinal, timeToLive, time, true);
  }

  static void checkedTimeToLive(Duration timeToLive) {
    if (timeToLive.isNegative()
        || timeToLive.isZero()
        || timeToLive.compareTo(MAX_TIME_TO_LIVE) > 0) {
      throw new IllegalArgumentException(
          "The time to live of a fault was %s, but must be above zero and at most %s: give the latest time after which it shall end by itself"
              .formatted(timeToLive, MAX_TIME_TO_LIVE));
    }
  }
}
