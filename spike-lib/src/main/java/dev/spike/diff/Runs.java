package dev.spike.diff;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/** The mean of a figure over several runs, with the interval of Student's t. */
final class Runs {
  private Runs() {}

  /**
   * Of one value each.
   *
   * @param byRatio whether it is the geometric mean, as of times that scatter by a factor
   */
  static Estimated of(double[] values, boolean byRatio) {
    boolean logarithmic = byRatio && Arrays.stream(values).allMatch(value -> value > 0);
    double[] scaled = logarithmic ? Arrays.stream(values).map(Math::log).toArray() : values;
    double mean = StatUtils.mean(scaled);
    double error = Math.sqrt(StatUtils.variance(scaled) / scaled.length);
    TDistribution student = new TDistribution(scaled.length - 1.0);
    return confidence -> {
      double reach = student.inverseCumulativeProbability(confidence) * error;
      return logarithmic
          ? new Bounds(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach))
          : new Bounds(mean, mean - reach, mean + reach);
    };
  }
}
