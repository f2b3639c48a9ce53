package dev.spike.judge;

import java.util.List;

/**
 * Between which times the target came back, by exact tests of buckets. Within a bucket the bad
 * operations are taken to come before the good ones, as they do where a backlog drains, so that
 * bounds of their share bound the time.
 *
 * @param low it was not back before, in nanoseconds from the end of the disturbance
 * @param high it was back by then; infinite where that cannot be told
 */
record ReturnInterval(double low, double high) {
  /**
   * By how much longer than on average the rest of a random backlog may take: some n operations
   * have a coefficient of variation of sqrt((mu + lambda)/(n (mu - lambda))), 0.3 to 0.5 where the
   * band is a few times the typical response time.
   */
  private static final double SETTLING = 1.3;

  /**
   * Of the estimate.
   *
   * @param clear the number of the first bucket from which on things are surely back
   */
  static ReturnInterval of(Comeback estimate, int clear, List<Bucket> after, Baseline baseline) {
    double low = low(estimate.nanos(), after, baseline);
    Bucket first = after.get(clear);
    double high = first.endNanos();
    if (estimate.last() == Signal.LATENCY || estimate.last() == Signal.ERRORS) {
      double share = Proportion.high(first.bad(baseline.upperBand()), first.due());
      high = within(first, share) + SETTLING * settling(estimate, after, baseline);
    }
    return new ReturnInterval(low, Math.max(low, high));
  }

  /** The bad of the last bucket not after the estimate that is clearly out of band. */
  static double low(double estimate, List<Bucket> after, Baseline baseline) {
    double low = 0;
    for (Bucket bucket : after) {
      if (bucket.startNanos() <= estimate && baseline.excludes(bucket)) {
        long bad = bucket.bad(baseline.upperBand());
        low = within(bucket, Proportion.low(bad, bucket.due()));
      }
    }
    return low;
  }

  private static double within(Bucket bucket, double share) {
    return bucket.startNanos() + share * (bucket.endNanos() - bucket.startNanos());
  }

  /**
   * How long a backlog takes until it is gone from when its response time is back in the band: U/s
   * on average, s being by how much the response time falls each second. Where that is too quick to
   * see, a bucket has to do.
   */
  private static double settling(Comeback estimate, List<Bucket> after, Baseline baseline) {
    if (estimate.last() != Signal.LATENCY) {
      return 0;
    }
    Bucket first = after.get(0);
    double width = first.endNanos() - first.startNanos();
    double fall = first.p95() - baseline.upperBand();
    double time = estimate.nanos() - first.centreNanos();
    return fall > 0 && time > width
        ? Math.min(Aftermath.POOL * width, baseline.upperBand() * time / fall)
        : width;
  }
}
