package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.List;
import java.util.Optional;

/** Whether a baseline can be judged by at all. */
final class BaselineCheck {
  private static final int MIN_BUCKETS = 30;
  private static final int MIN_SAMPLES = 1_800;

  /** Three standard deviations of a Poisson count: random arrivals planned at the limit suffice. */
  private static final double ENOUGH = 0.93;

  private static final double TOLERATED_OUTSIDE = 0.05;

  /**
   * A band as wide as that holds nearly anything: what lies in it has not been shown to be normal.
   */
  private static final double WIDEST_BAND = 30;

  /** Of very short times even thirty times as much is little: 10 ms. */
  private static final double SMALL_NANOS = 10_000_000;

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
    return thin(single).or(() -> wide(buckets, upper, p95)).or(() -> noisy(buckets, upper, p95));
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

  private static Optional<String> wide(List<Bucket> buckets, double upper, double p95) {
    if (upper <= WIDEST_BAND * p95 || upper <= p95 + SMALL_NANOS) {
      return Optional.empty();
    }
    double[] p95s = buckets.stream().mapToDouble(Bucket::p95).sorted().toArray();
    return Optional.of(
        "baseline too noisy: its p95 goes from %s to %s, and anything up to %.0f times its middle would be normal; warm the target up for longer, or measure on a quieter machine"
            .formatted(
                Wording.of(p95s[0], Unit.NANOS),
                Wording.of(p95s[p95s.length - 1], Unit.NANOS),
                upper / p95));
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
