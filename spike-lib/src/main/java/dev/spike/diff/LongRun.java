package dev.spike.diff;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How surely a sum over the intervals of a phase is known. A queue remembers, so intervals are
 * taken for a first-order autoregression with the correlation r of neighbours, whose sum over n has
 * the variance n s^2 (1 + r)/(1 - r) and tells as much as n (1 - r)/(1 + r) independent ones
 * (Priestley, Spectral Analysis and Time Series, 1981, 5.3). What happens once in a phase, such as
 * the drain of a burst, makes its neighbours alike: one spike is one observation, and so it counts.
 *
 * @param error the standard error of the sum
 * @param freedom degrees of freedom of that error, at least 1
 */
record LongRun(double error, double freedom) {
  private static final double MOST_CORRELATED = 0.9;

  /**
   * Of a sum.
   *
   * @param rests of each interval what it has above its share of the sum; they add up to 0
   */
  static LongRun of(double[] rests) {
    int n = rests.length;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += rests[i] * rests[i];
      products += i == 0 ? 0 : rests[i] * rests[i - 1];
    }
    if (n < 2) {
      return new LongRun(Double.POSITIVE_INFINITY, 1);
    }
    double r = squares == 0 ? 0 : correlation(products / squares, n);
    double stretch = (1 + r) / (1 - r);
    double variance = n * squares / (n - 1) * stretch;
    return new LongRun(Math.sqrt(variance), Math.max(1, n / stretch - 1));
  }

  /** An estimated one is too small by about (1 + 4r)/n (Kendall, Biometrika 41, 1954). */
  private static double correlation(double estimate, int n) {
    return Math.max(0, Math.min(MOST_CORRELATED, estimate + (1 + 4 * estimate) / n));
  }

  /** Of a part of the sum, with an error not below another. */
  LongRun over(double total, double leastError) {
    return new LongRun(Math.max(error / total, leastError), freedom);
  }

  /** How far an interval reaches to either side. */
  double reach(double confidence) {
    return Double.isInfinite(error) ? error : quantile(confidence) * error;
  }

  double quantile(double confidence) {
    return new TDistribution(freedom).inverseCumulativeProbability(confidence);
  }
}
