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
 * <p>B = exp(median of ln p95 over the buckets), sigma = 1.4826 MAD of ln p95, that of the buckets
 * above the median alone where it is larger, upper band U = max(1.25 B, B exp(3 sigma), what nine
 * buckets in ten keep if that is at most 3 B, B + resolution). Error rate: U = max(1%, B + 3
 * sqrt(B(1-B)/n)). Goodput: lower band min(0.9 B, B - 3 sigma).
 *
 * @param resolutionNanos differences below this are not told: three times the generator's own delay
 *     (its p95), but never more than a millisecond
 * @param p95 the typical p95
 * @param sigma by how much ln p95 scatters from bucket to bucket
 * @param upperBand the highest p95 that still is normal
 * @param levels how slow it is, and how surely that is known
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
    double sigma,
    double upperBand,
    Levels levels,
    double badShare,
    double errorRate,
    double errorBand,
    double goodput,
    double goodputBand,
    Optional<String> problem) {
  private static final double BAD_SHARE = 0.05;
  private static final double MAX_RESOLUTION_NANOS = 1_000_000;
  private static final double DELTA = 0.25;
  private static final double MOST_UNEVEN = 3;

  /** Scales a median absolute deviation to the standard deviation of a normal distribution. */
  private static final double MAD_TO_SIGMA = 1.4826;

  /** What a run took as normal; empty where it has no BASELINE phase or nothing was due in it. */
  public static Optional<Baseline> of(Timeline timeline) {
    List<Bucket> single = Bucket.of(timeline, p -> p.role() == Role.BASELINE);
    boolean none = single.stream().allMatch(bucket -> bucket.due() == 0);
    return none ? Optional.empty() : Optional.of(of(single));
  }

  /** The baseline of its intervals, of which at least one has something due. */
  static Baseline of(List<Bucket> single) {
    Bucket all = Bucket.sum(single);
    List<Bucket> wide = Bucket.joined(single, Bucket.widthFor(single));
    List<Bucket> buckets = wide.isEmpty() ? List.of(all) : wide;
    double centre = median(buckets, Bucket::logP95);
    double sigma = MAD_TO_SIGMA * deviation(buckets, centre);
    double resolution = resolution(all);
    double band = Math.exp(centre) * Math.max(1 + DELTA, Math.exp(3 * sigma));
    double upper = Math.max(Math.max(band, ninth(buckets, centre)), Math.exp(centre) + resolution);
    double errors = all.errorRate();
    double perBucket = (double) all.due() / buckets.size();
    return new Baseline(
        resolution,
        Math.exp(centre),
        sigma,
        upper,
        Levels.of(buckets, upper),
        all.badShare(upper),
        errors,
        Math.max(0.01, errors + 3 * Math.sqrt(errors * (1 - errors) / perBucket)),
        median(buckets, Bucket::goodput),
        goodputBand(buckets),
        BaselineCheck.problem(single, buckets, upper, Math.exp(centre)));
  }

  /** Queues scatter more upwards than downwards. */
  private static double deviation(List<Bucket> buckets, double centre) {
    List<Bucket> above = buckets.stream().filter(b -> b.logP95() >= centre).toList();
    return Math.max(
        median(buckets, b -> Math.abs(b.logP95() - centre)),
        median(above, b -> b.logP95() - centre));
  }

  /**
   * The p95 that nine buckets in ten keep. Where fast and slow operations are of two kinds it may
   * be twice the typical one, whatever the deviation says; more than three times is noise.
   */
  private static double ninth(List<Bucket> buckets, double centre) {
    double[] sorted = buckets.stream().mapToDouble(Bucket::logP95).sorted().toArray();
    double ninth = sorted[(int) Math.ceil(0.9 * sorted.length) - 1];
    return ninth - centre <= Math.log(MOST_UNEVEN) ? Math.exp(ninth) : 0;
  }

  private static double goodputBand(List<Bucket> buckets) {
    double goodput = median(buckets, Bucket::goodput);
    double spread = MAD_TO_SIGMA * median(buckets, b -> Math.abs(b.goodput() - goodput));
    return Math.min(0.9 * goodput, goodput - 3 * spread);
  }

  /** The logarithm of a time, from that of the same time with the generator's resolution on it. */
  double told(double logNanos) {
    return Math.log(Math.max(1, Math.exp(logNanos) - resolutionNanos));
  }

  /** Whether a bucket is clearly out of band. */
  boolean excludes(Bucket bucket) {
    return Proportion.surelyAbove(bucket.bad(upperBand), bucket.due(), usual());
  }

  /** Whether some buckets together are clearly within the band. */
  boolean includes(List<Bucket> buckets) {
    long due = buckets.stream().mapToLong(Bucket::due).sum();
    long bad = buckets.stream().mapToLong(bucket -> bucket.bad(upperBand)).sum();
    long succeeded = buckets.stream().mapToLong(Bucket::succeeded).sum();
    return succeeded >= goodputBand * due && Proportion.surelyBelow(bad, due, usual());
  }

  /** What goes wrong in the baseline already is no sign of the spike. */
  private double usual() {
    return Math.min(1, BAD_SHARE + badShare);
  }

  private static double resolution(Bucket all) {
    Latencies delay = all.load().delay();
    return delay.count() == 0 ? 0 : Math.min(3 * delay.percentile(95), MAX_RESOLUTION_NANOS);
  }

  private static double median(List<Bucket> buckets, ToDoubleFunction<Bucket> of) {
    double[] sorted = buckets.stream().mapToDouble(of).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
