package dev.spike.judge;

import org.hipparchus.stat.interval.BinomialProportion;

/** One-sided 95% bounds of a share by Clopper and Pearson (Biometrika 26, 1934). */
final class Proportion {
  /** Two-sided 90% leaves 5% on each side. */
  private static final double TWO_SIDED = 0.90;

  private Proportion() {}

  /** The share is at least this, with 95% confidence; 0 without samples. */
  static double lower(long hits, long samples) {
    if (samples == 0 || hits == 0) {
      return 0;
    }
    return BinomialProportion.getClopperPearsonInterval(
            (int) samples, share(hits, samples), TWO_SIDED)
        .getLowerBound();
  }

  /** The share is at most this, with 95% confidence; 1 without samples. */
  static double upper(long hits, long samples) {
    if (samples == 0 || hits == samples) {
      return 1;
    }
    return BinomialProportion.getClopperPearsonInterval(
            (int) samples, share(hits, samples), TWO_SIDED)
        .getUpperBound();
  }

  private static double share(long hits, long samples) {
    return (double) hits / samples;
  }
}
