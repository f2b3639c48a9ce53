package dev.spike.judge;

import java.util.List;
import java.util.Optional;

/** Whether a baseline can be judged by at all. */
final class BaselineCheck {
  private static final int MIN_BUCKETS = 30;
  private static final int MIN_SAMPLES = 1_800;

  /** Three standard deviations of a Poisson count: random arrivals planned at the limit suffice. */
  private static final double ENOUGH = 0.93;

  private static final double TOLERATED_OUTSIDE = 0.05;

  private BaselineCheck() {}

  /**
   * Why not, if so.
   *
   * @param single its intervals
   * @param buckets the same, each wide enough for a p95
   * @param upper the highest p95 that still is normal
   * @param p95 the typical one
   */
  static Optional<String> problem(
      List<Bucket> single, List<Bucket> buckets, double upper, double p95) {
    return thin(single).or(() -> noisy(buckets, upper, p95));
  }

  private static Optional<String> thin(List<Bucket> single) {
    long due = single.stream().mapToLong(Bucket::due).sum();
    if (due >= MIN_SAMPLES * ENOUGH && single.size() >= MIN_BUCKETS) {
      return Optional.empty();
    }
    return Optional.of(
        "baseline too thin: "
            + due
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
}
