package dev.spike.diff;

/** One figure of two runs, before it is known how many others are compared. */
@FunctionalInterface
interface Contrast {
  /** How sure one has to be, with 95% confidence, of one figure alone. */
  double ALONE = 0.95;

  /**
   * What is said of it.
   *
   * @param margin the share of the base that is no difference worth telling
   * @param among what it takes to tell it among many
   */
  Difference decided(double margin, Confidence among);

  /** Something of which nothing can be said but why. */
  static Contrast untold(Difference difference) {
    return (margin, among) -> difference;
  }
}
