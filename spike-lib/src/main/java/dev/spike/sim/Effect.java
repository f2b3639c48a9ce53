package dev.spike.sim;

/** What disturbs the service over a stretch of the run. Immutable. */
public sealed interface Effect {
  /** How reports call it. */
  String name();

  /** First nanosecond, from the start of the run. */
  long fromNanos();

  /** The nanosecond after the last. */
  long toNanos();

  /** The share of the services begun within it on which it acts, above 0 and at most 1. */
  double share();

  /**
   * All servers work slower, also on what they have begun.
   *
   * @param factor by which service times grow; below 1 they shrink, infinite: nothing moves
   */
  record Slowdown(String name, double factor, long fromNanos, long toNanos) implements Effect {
    /** Refuses what is out of bounds. */
    public Slowdown {
      check(name, fromNanos, toNanos);
      if (!(factor > 0)) {
        throw new IllegalArgumentException(
            name + " by a factor of " + factor + ": it must be above zero; 2 is twice as slow");
      }
    }

    @Override
    public double share() {
      return 1;
    }
  }

  /** A share of the services that begin within it starts with a wait that holds the server. */
  record Delay(String name, long nanos, double share, long fromNanos, long toNanos)
      implements Effect {
    /** Refuses what is out of bounds. */
    public Delay {
      check(name, fromNanos, toNanos);
      checkShare(name, share);
      if (nanos <= 0) {
        throw new IllegalArgumentException(name + " of " + nanos + " ns: it must be above zero");
      }
    }
  }

  /** A share of the services that begin within it ends with a failure. */
  record Failure(String name, double share, long fromNanos, long toNanos) implements Effect {
    /** Refuses what is out of bounds. */
    public Failure {
      check(name, fromNanos, toNanos);
      checkShare(name, share);
    }
  }

  /** Whether an instant lies within it. */
  default boolean isOnAt(long nanos) {
    return fromNanos() <= nanos && nanos < toNanos();
  }

  private static void check(String name, long from, long to) {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          name + " from " + from + " to " + to + " ns: it must end after it begins");
    }
  }

  private static void checkShare(String name, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          name + " of a share of " + share + ": it must be above 0 and at most 1");
    }
  }
}
