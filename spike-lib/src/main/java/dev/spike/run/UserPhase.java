package dev.spike.run;

/**
 * Users of a closed model over a stretch of the run: each performs an operation, thinks, and
 * performs the next, so that arrivals are gated by completions. User number n is the same one in
 * every stretch that has more than n users.
 *
 * @param fromNanos when they start, spread evenly over one think time
 * @param toNanos when they start nothing more; above fromNanos
 * @param count how many; at least 1
 * @param thinkNanos how long each pauses after an operation before the next is due; zero or more
 */
public record UserPhase(long fromNanos, long toNanos, int count, long thinkNanos) {
  /** Refuses what is out of bounds. */
  public UserPhase {
    if (fromNanos < 0 || toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "users from " + fromNanos + " to " + toNanos + " ns: they must end after they start");
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          count + " users: there must be at least 1; give a number such as users(50)");
    }
    if (thinkNanos < 0) {
      throw new IllegalArgumentException(
          "think time of " + thinkNanos + " ns: it must not be negative; zero means none");
    }
  }
}
