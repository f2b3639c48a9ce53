package dev.spike.judge;

import dev.spike.measure.Latencies;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is normal: p95 in nanoseconds, errors as a share of what was due, goodput as successes for
 * each operation due ({@code succeeded / due}).
 *
 * <p>B = exp(median of ln p95 over the buckets), sigma = 1.4826 MAD of ln p95, upper band U =
 * max(1.25 B, B exp(3 sigma), B + resolution). Error rate: U = max(1%, B + 3 sqrt(B(1-B)/n)).
 * Goodput: lower band min(0.9 B, B - 3 sigma).
 *
 * @param resolutionNanos differences below this are not told: three times the generator's own delay
 *     (its p95), but never more than a millisecond
 * @param p95 the typical p95
 * @param pooledP95 the p95 of all its operations, which is higher where slow ones come in clusters
 * @param meanLogP95 the mean of ln p95 over the buckets
 * @param sigma by how much ln p95 scatters from bucket to bucket
 * @param upperBand the highest p95 that still is normal
 * @param badShare the share that goes wrong or is slower than the band
 * @param errorRate the share that goes wrong
 * @param errorBand the highest share that still is normal
 * @param goodput successes for each operation due
 * @param goodputBand the lowest of them that still is normal
 * @param problem why nothing can be judged by it, if so
 */
public record Baseline(
    double resolutionNanos,
    double p95,
    double pooledP95,
    double meanLogP95,
    double sigma,
    double upperBand,
    double badShare,
    double errorRate,
    double errorBand,
    double goodput,
    double goodputBand,
    Optional<String> problem) {
  private static final int MIN_BUCKETS = 30;
  private static final int MIN_SAMPLES = 1_800;

  /** Three standard deviations of a Poisson count: random arrivals planned at the limit suffice. */
  private static final double ENOUGH = 0.93;

  private static final double MAX_RESOLUTION_NANOS = 1_000_000;
  private static final double DELTA = 0.25;
  private static final double TOLERATED_OUTSIDE = 0.05;

  /** Scales a median absolute deviation to the standard deviation of a normal distribution. */
  private static final double MAD_TO_SIGMA = 1.4826;

  /** What a run took as normal; empty where it has no BASELINE phase or nothing was due in it. */
  public static Optional<Baseline> of(Timeline timeline) {
    List<Bucket> single = Bucket.of(timeline, p -> p.role() == Role.BASELINE, 0);
    boolean none = single.stream().allMatch(bucket -> bucket.due() == 0);
    return none ? Optional.empty() : Optional.of(of(single));
  }

  /** The baseline of its intervals, of which at least one has something due. */
  static Baseline of(List<Bucket> single) {
    Bucket all = Bucket.sum(single);
    List<Bucket> wide = Bucket.joined(single, Bucket.widthFor(single));
    List<Bucket> buckets = wide.isEmpty() ? List.of(all) : wide;
    double centre = median(buckets, Bucket::logP95);
    double sigma = MAD_TO_SIGMA * median(buckets, b -> Math.abs(b.logP95() - centre));
    double resolution = resolution(all);
    double band = Math.exp(centre) * Math.max(1 + DELTA, Math.exp(3 * sigma));
    double upper = Math.max(band, Math.exp(centre) + resolution);
    double errors = all.errorRate();
    double perBucket = (double) all.due() / buckets.size();
    double goodput = median(buckets, Bucket::goodput);
    double spread = MAD_TO_SIGMA * median(buckets, b -> Math.abs(b.goodput() - goodput));
    return new Baseline(
        resolution,
        Math.exp(centre),
        all.p95(),
        buckets.stream().mapToDouble(Bucket::logP95).average().orElseThrow(),
        sigma,
        upper,
        (double) all.bad(upper) / all.due(),
        errors,
        Math.max(0.01, errors + 3 * Math.sqrt(errors * (1 - errors) / perBucket)),
        goodput,
        Math.min(0.9 * goodput, goodput - 3 * spread),
        thin(single, all).or(() -> noisy(buckets, upper, Math.exp(centre))));
  }

  private static double resolution(Bucket all) {
    Latencies delay = all.load().delay();
    return delay.count() == 0 ? 0 : Math.min(3 * delay.percentile(95), MAX_RESOLUTION_NANOS);
  }

  private static Optional<String> thin(List<Bucket> single, Bucket all) {
    if (all.due() >= MIN_SAMPLES * ENOUGH && single.size() >= MIN_BUCKETS) {
      return Optional.empty();
    }
    return Optional.of(
        "baseline too thin: "
            + all.due()
            + " samples in "
            + single.size()
            + " intervals; it needs "
            + MIN_SAMPLES
            + " in "
            + MIN_BUCKETS
            + ", such as 300/s for 6 s");
  }

  /** A/A check: the baseline's own buckets have to lie in its band. */
  private static Optional<String> noisy(List<Bucket> buckets, double upper, double p95) {
    long outside = buckets.stream().filter(b -> b.p95() > upper).count();
    if (!Proportion.surelyAbove(outside, buckets.size(), TOLERATED_OUTSIDE)) {
      return Optional.empty();
    }
    double[] p95s = buckets.stream().mapToDouble(Bucket::p95).sorted().toArray();
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

  private static double median(List<Bucket> buckets, ToDoubleFunction<Bucket> of) {
    double[] sorted = buckets.stream().mapToDouble(of).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
