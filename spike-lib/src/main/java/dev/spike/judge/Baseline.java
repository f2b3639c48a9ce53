package dev.spike.judge;

import dev.spike.measure.Outcomes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is normal, in nanoseconds, shares and operations each second.
 *
 * <p>B = exp(median of ln p95 over the buckets), sigma = 1.4826 MAD of ln p95, upper band U =
 * max(1.25 B, B exp(3 sigma)). Error rate: U = max(1%, B + 3 sqrt(B(1-B)/n)). Goodput: lower band
 * min(0.9 B, B - 3 sigma).
 *
 * @param p95 the typical p95
 * @param upperBand the highest p95 that still is normal
 * @param errorRate the share that goes wrong
 * @param errorBand the highest share that still is normal
 * @param goodput operations that succeed each second
 * @param goodputBand the lowest goodput that still is normal
 * @param problem why nothing can be judged by it, if so
 */
record Baseline(
    double p95,
    double upperBand,
    double errorRate,
    double errorBand,
    double goodput,
    double goodputBand,
    Optional<String> problem) {
  private static final int MIN_BUCKETS = 30;
  private static final int MIN_SAMPLES = 1_800;
  private static final double DELTA = 0.25;
  private static final double TOLERATED_OUTSIDE = 0.05;

  /** Scales a median absolute deviation to the standard deviation of a normal distribution. */
  private static final double MAD_TO_SIGMA = 1.4826;

  static Baseline of(List<Bucket> buckets, int width) {
    double centre = median(buckets, Bucket::logP95);
    double sigma = MAD_TO_SIGMA * median(buckets, b -> Math.abs(b.logP95() - centre));
    double upper = Math.exp(centre) * Math.max(1 + DELTA, Math.exp(3 * sigma));
    Outcomes all =
        buckets.stream().map(b -> b.load().outcomes()).reduce(Outcomes.NONE, Outcomes::plus);
    double errors = all.due() == 0 ? 0 : all.errorRate();
    double perBucket = Math.max(1, (double) all.due() / Math.max(1, buckets.size()));
    double goodput = median(buckets, Bucket::goodput);
    double spread = MAD_TO_SIGMA * median(buckets, b -> Math.abs(b.goodput() - goodput));
    return new Baseline(
        Math.exp(centre),
        upper,
        errors,
        Math.max(0.01, errors + 3 * Math.sqrt(errors * (1 - errors) / perBucket)),
        goodput,
        Math.min(0.9 * goodput, goodput - 3 * spread),
        problemOf(buckets, width, all.due(), upper, Math.exp(centre)));
  }

  private static Optional<String> problemOf(
      List<Bucket> buckets, int width, long samples, double upper, double p95) {
    // Widening divides the number of buckets; the samples decide, and a bucket less for rounding is
    // no harm.
    if (samples < MIN_SAMPLES * 0.98 || (long) buckets.size() * width < MIN_BUCKETS) {
      return Optional.of(
          "baseline too thin: "
              + samples
              + " samples in "
              + buckets.size()
              + " buckets; it needs "
              + MIN_SAMPLES
              + " in "
              + MIN_BUCKETS
              + ", such as 300/s for 6 s");
    }
    long outside = buckets.stream().filter(b -> b.load().response().percentile(95) > upper).count();
    if (Proportion.lower(outside, buckets.size()) > TOLERATED_OUTSIDE) {
      double[] p95s =
          buckets.stream().mapToDouble(b -> b.load().response().percentile(95)).toArray();
      Arrays.sort(p95s);
      double resolvable = p95s[(int) (p95s.length * 0.95)] / p95 - 1;
      return Optional.of(
          "baseline too noisy: "
              + outside
              + " of "
              + buckets.size()
              + " buckets lie above its own band; the smallest change that could be told is "
              + Math.round(resolvable * 100)
              + "%");
    }
    return Optional.empty();
  }

  private static double median(List<Bucket> buckets, ToDoubleFunction<Bucket> of) {
    double[] sorted = buckets.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
