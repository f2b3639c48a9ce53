package dev.spike.judge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;

/**
 * The mean of a figure over adjoining buckets, and how surely it is known. A queue remembers: a
 * slow bucket follows a slow one, so that n buckets tell less than n independent ones would. Taken
 * for a first-order autoregression with the correlation r of neighbours, their mean has the
 * variance s^2/n (1+r)/(1-r) (Priestley, Spectral Analysis and Time Series, 1981, 5.3).
 *
 * @param mean the mean
 * @param scatter the variance of one bucket, times (1+r)/(1-r): what n is to be divided into
 * @param buckets n, at least 1
 */
record Level(double mean, double scatter, int buckets) {
  /** With more than this a trend would explain away whatever happens. */
  private static final double MOST_CORRELATED = 0.8;

  static Level of(List<Bucket> buckets, ToDoubleFunction<Bucket> figure) {
    double[] values = buckets.stream().mapToDouble(figure).toArray();
    double mean = StatUtils.mean(values);
    double variance = StatUtils.variance(values);
    double r = variance == 0 ? 0 : correlation(values, mean, variance);
    return new Level(mean, variance * (1 + r) / (1 - r), values.length);
  }

  /**
   * Of neighbours, not below zero. An estimated correlation is too small by about (1 + 4r)/n
   * (Kendall, Biometrika 41, 1954).
   */
  private static double correlation(double[] values, double mean, double variance) {
    double products = 0;
    for (int i = 1; i < values.length; i++) {
      products += (values[i] - mean) * (values[i - 1] - mean);
    }
    double r = products / (variance * (values.length - 1));
    return Math.max(0, Math.min(MOST_CORRELATED, r + (1 + 4 * r) / values.length));
  }

  /** The standard error of the difference of two means. */
  double errorAgainst(Level other) {
    return Math.sqrt(scatter / buckets + other.scatter / other.buckets);
  }
}
