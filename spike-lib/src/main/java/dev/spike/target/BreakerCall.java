package dev.spike.target;

/**
 * One call of a breaker's method as it was seen from outside. The breaker acted at some instant
 * between begin and end, unknown which. Filled in by the thread that makes the call, read when the
 * load is over.
 */
final class BreakerCall {
  /** What was asked of the breaker, or told it. */
  enum Kind {
    /** Permission was asked for and given. */
    PERMITTED,
    /** Permission was asked for and denied. */
    REJECTED,
    /** An answer was told that counts. */
    ANSWERED,
    /** A permission was given back unused, or its call ended in an exception that is ignored. */
    RELEASED,
    /** A state was ordered. */
    COMMAND
  }

  final long begin;
  final long clockBegin;
  long end;
  long clockEnd;
  Kind kind = Kind.COMMAND;
  boolean failed;
  boolean slow;

  /**
   * @param begin nanoseconds of the monotonic clock
   * @param clockBegin milliseconds of the breaker's own clock
   */
  BreakerCall(long begin, long clockBegin) {
    this.begin = begin;
    this.clockBegin = clockBegin;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Whether it began after one time and was over before another. */
  boolean within(long from, long until) {
    return begin >= from && end < until;
  }

  /** Whether some instant of it may lie between two times. */
  boolean touches(long from, long until) {
    return end >= from && begin <= until;
  }
}
