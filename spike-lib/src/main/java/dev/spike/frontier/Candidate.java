package dev.spike.frontier;

/**
 * A spike by its indexes.
 *
 * @param height of {@link SearchSpace#heights}
 * @param duration of {@link Curves#durations}
 */
record Candidate(int height, int duration) {
  /**
   * One whose answer counts.
   *
   * @param spike what was tried
   * @param stuck whether the target did not come back
   */
  record Answered(Candidate spike, boolean stuck) {}
}
