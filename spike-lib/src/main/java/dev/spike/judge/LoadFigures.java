package dev.spike.judge;

import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What the operations of an excerpt show, each figure with its interval. All that were due are
 * counted, so the values are facts of the run; the intervals take the operations for independent.
 */
final class LoadFigures {
  private static final double CONFIDENCE = 0.95;

  /** From here on the mean of a skewed distribution is close to normal. */
  private static final int SAMPLES_FOR_MEAN = 30;

  private LoadFigures() {}

  /** A metric of an excerpt, to be held against a limit. */
  static Measured of(Metric.OfLoad metric, Excerpt excerpt, Comparison comparison, double limit) {
    if (excerpt.due() == 0) {
      return Measured.nothing("nothing was due");
    }
    if (metric instanceof Metric.Goodput) {
      return goodput(excerpt.beforeTheEnd());
    }
    if (metric instanceof Metric.Percentile percentile) {
      return Quantile.of(
          percentile.percent(), excerpt.total().response(), needed(metric, comparison, limit));
    }
    return metric instanceof Metric.Mean
        ? mean(excerpt.total().response())
        : errorRate(excerpt.total().outcomes(), needed(metric, comparison, limit));
  }

  /**
   * The same of a baseline, as what is usual. No more can usually succeed than was due and did:
   * what goes beyond is a backlog that the warm-up left.
   */
  static Measured usual(
      Metric.OfLoad metric, Excerpt baseline, Comparison comparison, double limit) {
    Measured measured = of(metric, baseline, comparison, limit);
    double due = baseline.total().outcomes().ok() / baseline.seconds();
    return metric instanceof Metric.Goodput && measured.value() > due
        ? measured.times(due / measured.value())
        : measured;
  }

  /** How many operations it takes until the value itself decides. */
  static double needed(Metric.OfLoad metric, Comparison comparison, double limit) {
    if (metric instanceof Metric.Percentile percentile) {
      double share = percentile.percent() / 100;
      return share == 1 ? 1 : Quantile.needed(comparison.isCeiling() ? share : 1 - share);
    }
    if (metric instanceof Metric.ErrorRate) {
      double smallest = comparison.isCeiling() ? limit : 1 - limit;
      // So that one more or less does not take the rate from nothing to beyond its limit.
      return smallest > 0 ? Math.ceil(1 / smallest - 1e-9) : 1;
    }
    return metric instanceof Metric.Mean ? SAMPLES_FOR_MEAN : 1;
  }

  private static Measured errorRate(Outcomes all, double needed) {
    double low = Proportion.low(all.bad(), all.due());
    double high = Proportion.high(all.bad(), all.due());
    return Measured.of(all.errorRate(), low, high, all.due(), needed);
  }

  private static Measured mean(Latencies times) {
    long n = times.count();
    double mean = times.mean();
    double[] squares = {0};
    times.forEach((nanos, count) -> squares[0] += (nanos - mean) * (nanos - mean) * count);
    double half =
        n < 2
            ? Double.POSITIVE_INFINITY
            : new TDistribution(n - 1.0).inverseCumulativeProbability(CONFIDENCE)
                * Math.sqrt(squares[0] / (n - 1) / n);
    return Measured.of(mean, mean - half, mean + half, n, SAMPLES_FOR_MEAN)
        .within(0, Double.POSITIVE_INFINITY);
  }

  /** A count over a time is known to one operation at best: which ends fall into it is chance. */
  private static Measured goodput(Excerpt excerpt) {
    double rate = rate(excerpt);
    double half = Math.max(Scatter.halfWidth(excerpt, LoadFigures::rate), 1 / excerpt.seconds());
    return Measured.ofIntervals(rate, rate - half, rate + half, excerpt.indexes().size())
        .within(0, Double.POSITIVE_INFINITY);
  }

  static double rate(Excerpt excerpt) {
    return excerpt.succeeded() / excerpt.seconds();
  }
}
