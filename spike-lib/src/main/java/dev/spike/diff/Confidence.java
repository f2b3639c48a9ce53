package dev.spike.diff;

/**
 * With which confidence each end of an interval must leave out no difference, so that one is told
 * among many (Bonferroni): of two runs of the same version, something is called worse in at most 5%
 * of all comparisons of files, however many figures they hold. Half of that is for recovery.
 *
 * @param figures of what operations show
 * @param recovery of when a target came back
 */
record Confidence(double figures, double recovery) {
  private static final double HALF = 0.025;

  static Confidence among(int figures, int recoveries) {
    return new Confidence(1 - HALF / Math.max(1, figures), 1 - HALF / Math.max(1, recoveries));
  }
}
