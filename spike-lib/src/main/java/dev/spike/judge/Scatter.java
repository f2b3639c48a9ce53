package dev.spike.judge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How far the mean of a series over time lies from what it would be without chance.
 *
 * <p>By the means of ten batches of adjoining intervals, since neighbours depend on each other (Law
 * and Kelton, Simulation Modeling and Analysis), whose standard deviation is that of their
 * differences from one to the next: 1.4826 times the median of |difference| / sqrt 2. So neither a
 * trend nor a single jump, such as a burst's, is taken for chance. The half-width is Student's t of
 * 95% one-sided times that over the root of the number of batches.
 */
final class Scatter {
  /** Fewer intervals tell nothing of chance. */
  static final int FEWEST = 5;

  private static final int BATCHES = 10;
  private static final double CONFIDENCE = 0.95;
  private static final double MAD_TO_SIGMA = 1.4826;

  private Scatter() {}

  /** Half the width of the interval of a mean over an excerpt; NaN below {@link #FEWEST}. */
  static double halfWidth(Excerpt excerpt, ToDoubleFunction<Excerpt> mean) {
    int batches = Math.min(BATCHES, excerpt.indexes().size());
    if (batches < FEWEST) {
      return Double.NaN;
    }
    List<Excerpt> parts = excerpt.parts(batches);
    return halfWidth(parts.stream().mapToDouble(mean).toArray());
  }

  /** Of the means of its batches. */
  static double halfWidth(double[] means) {
    double[] jumps =
        IntStream.range(1, means.length)
            .mapToDouble(i -> Math.abs(means[i] - means[i - 1]))
            .sorted()
            .toArray();
    double sigma = MAD_TO_SIGMA * median(jumps) / Math.sqrt(2);
    double t = new TDistribution(means.length - 1.0).inverseCumulativeProbability(CONFIDENCE);
    return t * sigma / Math.sqrt(means.length);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
