package dev.spike.repeat;

import org.hipparchus.util.CombinatoricsUtils;

/**
 * The exact test of a sum of scores: how many of all ways to choose as many of the scores give a
 * sum at least as far from zero. Scores add up to zero.
 */
final class Permutation {
  /** All ways to choose ten of twenty are 184,756, which takes milliseconds. */
  private static final double MOST = 200_000;

  private final double[] scores;
  private final double extreme;
  private long far;
  private long ways;

  private Permutation(double[] scores, double extreme) {
    this.scores = scores;
    this.extreme = extreme;
  }

  /** Whether all ways to choose can be tried. */
  static boolean isQuick(int scores, int chosen) {
    return CombinatoricsUtils.binomialCoefficientDouble(scores, chosen) <= MOST;
  }

  /** The two-sided p of the sum of the first of the scores. */
  static double p(double[] scores, int chosen) {
    double sum = 0;
    for (int i = 0; i < chosen; i++) {
      sum += scores[i];
    }
    // Sums of the same scores in another order differ by a few bits.
    Permutation all = new Permutation(scores, Math.abs(sum) - 1e-9);
    all.choose(0, chosen, 0);
    return (double) all.far / all.ways;
  }

  private void choose(int from, int missing, double sum) {
    if (missing == 0) {
      ways++;
      far += Math.abs(sum) >= extreme ? 1 : 0;
      return;
    }
    for (int next = from; next <= scores.length - missing; next++) {
      choose(next + 1, missing - 1, sum + scores[next]);
    }
  }
}
