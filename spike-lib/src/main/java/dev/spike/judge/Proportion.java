package dev.spike.judge;

import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.special.Beta;

/**
 * One-sided tests of a share with 95% confidence by the exact bounds of Clopper and Pearson
 * (Biometrika 26, 1934). A bound lies beyond a given share exactly when the binomial tail there is
 * below 5%, so a test has not to search for it: P(X >= k | p) = I_p(k, n - k + 1).
 */
final class Proportion {
  private static final double ALPHA = 0.05;

  private Proportion() {}

  /** Whether the lower bound is above a share between 0 and 1; never without samples. */
  static boolean surelyAbove(long hits, long samples, double share) {
    return hits > 0 && Beta.regularizedBeta(share, (double) hits, samples - hits + 1.0) < ALPHA;
  }

  /** Whether the upper bound is below a share between 0 and 1; never without samples. */
  static boolean surelyBelow(long hits, long samples, double share) {
    return hits < samples
        && Beta.regularizedBeta(share, hits + 1.0, (double) (samples - hits)) > 1 - ALPHA;
  }

  /** The lower bound. */
  static double low(long hits, long samples) {
    return hits == 0
        ? 0
        : new BetaDistribution((double) hits, samples - hits + 1.0)
            .inverseCumulativeProbability(ALPHA);
  }

  /** The upper bound. */
  static double high(long hits, long samples) {
    return hits == samples
        ? 1
        : new BetaDistribution(hits + 1.0, (double) (samples - hits))
            .inverseCumulativeProbability(1 - ALPHA);
  }
}
