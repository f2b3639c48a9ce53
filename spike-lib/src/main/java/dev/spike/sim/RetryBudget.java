package dev.spike.sim;

/**
 * What all clients together have left for retries: each operation adds its share, each retry takes
 * one. What is not used is kept up to {@link #MOST}. Not thread-safe.
 */
final class RetryBudget {
  /** So many retries at once are nothing that a service would notice. */
  static final double MOST = 10;

  private final double share;
  private double left;

  RetryBudget(double share) {
    this.share = share;
  }

  void operation() {
    left = Math.min(MOST, left + share);
  }

  /** Takes one retry if there is one left. */
  boolean take() {
    if (share == Double.POSITIVE_INFINITY) {
      return true;
    }
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
