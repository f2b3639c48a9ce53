package dev.spike.sim;

import java.time.Duration;

/**
 * How clients treat an attempt that is not answered.
 *
 * @param times how many more attempts an operation makes at most
 * @param afterNanos how long each attempt is waited for
 * @param pauseNanos how long the client then waits before it makes another; twice that before the
 *     next
 * @param budget how many retries there may be for each operation, over all clients together
 */
record Retries(int times, long afterNanos, long pauseNanos, double budget) {
  /** Clients that never give up. */
  static final Retries NONE = new Retries(0, Long.MAX_VALUE, 0, Double.POSITIVE_INFINITY);

  Retries {
    if (times < 0 || afterNanos <= 0) {
      throw new IllegalArgumentException(
          times
              + " retries after "
              + Duration.ofNanos(afterNanos)
              + ": give zero or more, after a time above zero");
    }
    if (pauseNanos < 0) {
      throw new IllegalArgumentException(
          "backing off for " + Duration.ofNanos(pauseNanos) + ": it must be zero or more");
    }
    if (!(budget >= 0)) {
      throw new IllegalArgumentException(
          "a retry budget of " + budget + ": it must be zero or more, such as 0.1");
    }
  }

  boolean giveUp() {
    return afterNanos < NONE.afterNanos;
  }

  Retries backingOff(long nanos) {
    return new Retries(times, afterNanos, nanos, budget);
  }

  Retries within(double share) {
    return new Retries(times, afterNanos, pauseNanos, share);
  }

  /** From giving an attempt up, by its number from 0, to making the next. */
  long pauseAfter(int attempt) {
    double nanos = Math.scalb((double) pauseNanos, attempt);
    return nanos < NONE.afterNanos ? (long) nanos : NONE.afterNanos;
  }

  /** What it is, in one line. */
  String description() {
    return times
        + " retries after "
        + Duration.ofNanos(afterNanos)
        + (pauseNanos == 0 ? "" : " and a pause of " + Duration.ofNanos(pauseNanos))
        + (budget == NONE.budget ? "" : ", at most " + budget + " an operation");
  }
}
