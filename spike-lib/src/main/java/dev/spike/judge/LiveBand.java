package dev.spike.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether what ends after a disturbance is in the band of the baseline, as many intervals at a time
 * as it takes for a p95. Not thread-safe.
 */
final class LiveBand {
  /** Beyond what the verdict rests on, as the return may be dated too early. */
  private static final int MARGIN = 5;

  private final Baseline baseline;
  private final int width;
  private final List<Bucket> pending = new ArrayList<>();
  private final ReturnCusum cusum;

  private LiveBand(Baseline baseline, int width, List<Bucket> before) {
    this.baseline = baseline;
    this.width = width;
    List<Bucket> wide = Bucket.joined(before, width);
    long inBand = wide.stream().filter(this::isIn).count();
    this.cusum = new ReturnCusum((double) inBand / wide.size());
  }

  /** The band of these intervals of the baseline, if anything can be told by them. */
  static Optional<LiveBand> of(List<Bucket> before) {
    if (before.stream().allMatch(bucket -> bucket.due() == 0)) {
      return Optional.empty();
    }
    Baseline baseline = Baseline.of(before);
    return baseline.problem().isPresent()
        ? Optional.empty()
        : Optional.of(new LiveBand(baseline, Bucket.widthFor(before), before));
  }

  /** Where nothing ends, something is wrong. */
  private boolean isIn(Bucket bucket) {
    return bucket.due() > 0
        && bucket.p95() <= baseline.upperBand()
        && bucket.errorRate() <= baseline.errorBand();
  }

  /** Takes the next interval after the disturbance. */
  void add(Bucket single) {
    pending.add(single);
    if (pending.size() == width) {
      cusum.add(isIn(Bucket.sum(pending)));
      pending.clear();
    }
  }

  boolean isBack() {
    return cusum.isBack();
  }

  boolean hasRelapsed() {
    return cusum.relapses() > 0;
  }

  /** How many intervals after the disturbance it came back, when it is. */
  int backAfter() {
    return cusum.since() * width;
  }

  /** Whether it is back, and has been for as long as a verdict on it takes. */
  boolean isSettled() {
    int buckets = cusum.seen() - cusum.since();
    return isBack() && !hasRelapsed() && buckets >= BandRecovery.leastTail(width) + MARGIN;
  }
}
