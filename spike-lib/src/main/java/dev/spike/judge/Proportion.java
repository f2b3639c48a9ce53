package dev.spike.judge;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * One-sided 95% bounds of a share by Clopper and Pearson (Biometrika 26, 1934), as quantiles of the
 * beta distribution. Not by the library's own interval, which takes the share instead of the hits
 * and so rounds some of them away.
 */
final class Proportion {
  private static final double ERROR = 0.05;

  private Proportion() {}

  /** The share is at least this, with 95% confidence; 0 without samples. */
  static double lower(long hits, long samples) {
    if (hits == 0 || samples == 0) {
      return 0;
    }
    return new BetaDistribution(hits, samples - hits + 1.0).inverseCumulativeProbability(ERROR);
  }

  /** The share is at most this, with 95% confidence; 1 without samples. */
  static double upper(long hits, long samples) {
    if (hits >= samples) {
      return 1;
    }
    return new BetaDistribution(hits + 1.0, samples - hits).inverseCumulativeProbability(1 - ERROR);
  }
}
