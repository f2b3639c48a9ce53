package dev.spike.judge;

import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * Recovery by the baseline's band: the estimate is where a non-increasing fit of ln p95 (and of the
 * error rate, and of the lack of goodput) crosses the band, its interval comes from exact tests
 * bucket by bucket, and whether the target really is back is decided on the last 30 intervals
 * alone, one-sided, since only slower counts.
 *
 * <p>All times count from the end of the disturbance.
 */
public final class BandRecovery implements RecoveryEstimator {
  private static final int TAIL_INTERVALS = 30;

  /** Of the aftermath's own buckets, which are wide enough for a p95 each. */
  private static final int TAIL_BUCKETS = 10;

  @Override
  public Recovery estimate(Timeline timeline, Watch watch) {
    Optional<Baseline> measured = Baseline.of(timeline);
    if (measured.isEmpty()) {
      return Recovery.inconclusive("nothing was due in the baseline");
    }
    Baseline baseline = measured.get();
    Optional<String> problem = baseline.problem();
    List<Bucket> after = Bucket.of(timeline, watch);
    return problem.map(Recovery::inconclusive).orElseGet(() -> judged(baseline, after));
  }

  private static Recovery judged(Baseline baseline, List<Bucket> after) {
    if (after.size() < TAIL_INTERVALS) {
      return Recovery.inconclusive(
          "watched for "
              + after.size()
              + " intervals after the disturbance: it takes "
              + TAIL_INTERVALS
              + " to tell");
    }
    int width = Bucket.widthFor(after.subList(after.size() - TAIL_INTERVALS, after.size()));
    if (width == 0) {
      return Recovery.inconclusive("nothing was due at the end of the observation");
    }
    List<Bucket> wide = Bucket.joined(after, width);
    int least = leastTail(width);
    if (wide.size() < least) {
      return Recovery.inconclusive(
          "too little load after the disturbance: it takes "
              + TAIL_BUCKETS * Bucket.SAMPLES_FOR_P95
              + " operations at its end to tell, which are "
              + TAIL_BUCKETS * width
              + " intervals, and there are "
              + after.size());
    }
    // Where the load is thin, a longer tail tells more, if there is one.
    int tail = Math.max(least, Math.min(TAIL_INTERVALS, wide.size() / 2));
    return new Aftermath(baseline, wide, tail).recovery();
  }

  /** How many buckets of so many intervals the verdict rests on at least. */
  static int leastTail(int width) {
    return Math.max(TAIL_BUCKETS, TAIL_INTERVALS / width);
  }
}
