package dev.spike.diff;

/** A figure that is known up to an interval. */
@FunctionalInterface
interface Estimated {
  /**
   * The figure and its interval.
   *
   * @param confidence of each end, above 0.5 and below 1
   */
  Bounds at(double confidence);
}
