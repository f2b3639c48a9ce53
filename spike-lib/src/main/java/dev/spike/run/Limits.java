package dev.spike.run;

/**
 * What bounds operations.
 *
 * @param timeoutNanos how long an operation may take from its own start; above zero
 * @param maxInFlight how many steady operations may run at once; at least 1. A burst brings its own
 *     threads, a closed model its users, and an inline operation runs alone
 * @param whenFull what happens to an arrival beyond that
 */
public record Limits(long timeoutNanos, int maxInFlight, WhenFull whenFull) {
  /** How many arrivals may wait for a slot; beyond it they are dropped and counted. */
  public static final int MAX_WAITING = 100_000;

  /** Refuses bounds that are not above zero. */
  public Limits {
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException(
          "time-out of " + timeoutNanos + " ns: it must be above zero; the default is 10 s");
    }
    if (maxInFlight <= 0) {
      throw new IllegalArgumentException(
          "at most "
              + maxInFlight
              + " operations in flight: it must be at least 1; the default is 1000");
    }
  }
}
