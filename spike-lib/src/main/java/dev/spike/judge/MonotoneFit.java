package dev.spike.judge;

import java.util.Arrays;

/**
 * The non-increasing sequence nearest to some values in least squares, by pooling adjacent
 * violators (Ayer et al., Annals of Mathematical Statistics 26, 1955).
 */
final class MonotoneFit {
  private MonotoneFit() {}

  /** The fit, one value for each given. */
  static double[] nonIncreasing(double[] values) {
    double[] means = new double[values.length];
    int[] sizes = new int[values.length];
    int blocks = 0;
    for (double value : values) {
      means[blocks] = value;
      sizes[blocks++] = 1;
      while (blocks > 1 && means[blocks - 2] < means[blocks - 1]) {
        int size = sizes[blocks - 2] + sizes[blocks - 1];
        means[blocks - 2] =
            (means[blocks - 2] * sizes[blocks - 2] + means[blocks - 1] * sizes[blocks - 1]) / size;
        sizes[blocks - 2] = size;
        blocks--;
      }
    }
    double[] fit = new double[values.length];
    int next = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(fit, next, next + sizes[block], means[block]);
      next += sizes[block];
    }
    return fit;
  }

  /**
   * Where the fit falls to a limit, interpolated between positions.
   *
   * @param positions ascending, one for each value
   * @return negative infinity when it never is above, positive infinity when it never falls to it
   */
  static double crossing(double[] positions, double[] values, double limit) {
    double[] fit = nonIncreasing(values);
    for (int i = 0; i < fit.length; i++) {
      if (fit[i] <= limit) {
        if (i == 0) {
          return Double.NEGATIVE_INFINITY;
        }
        double share = (fit[i - 1] - limit) / (fit[i - 1] - fit[i]);
        return positions[i - 1] + share * (positions[i] - positions[i - 1]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
