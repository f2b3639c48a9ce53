package dev.spike.judge;

import java.util.List;

/** What has to come back; each falls to its limit where it does. */
enum Signal {
  LATENCY("p95") {
    @Override
    double of(Bucket bucket) {
      return bucket.logP95();
    }

    @Override
    double limit(Baseline baseline) {
      return Math.log(baseline.upperBand());
    }
  },
  ERRORS("error rate") {
    @Override
    double of(Bucket bucket) {
      return bucket.errorRate();
    }

    @Override
    double limit(Baseline baseline) {
      return baseline.errorBand();
    }
  },
  GOODPUT("goodput") {
    @Override
    double of(Bucket bucket) {
      return -bucket.goodput();
    }

    @Override
    double limit(Baseline baseline) {
      return -baseline.goodputBand();
    }
  };

  private final String title;

  Signal(String title) {
    this.title = title;
  }

  /** Its name in reports. */
  String title() {
    return title;
  }

  abstract double of(Bucket bucket);

  abstract double limit(Baseline baseline);

  /**
   * When a monotone fit of it comes back.
   *
   * @return negative infinity when it never was away, positive infinity when it does not come back
   */
  double comesBack(List<Bucket> buckets, Baseline baseline) {
    double[] centres = buckets.stream().mapToDouble(Bucket::centreNanos).toArray();
    double[] values = buckets.stream().mapToDouble(this::of).toArray();
    return MonotoneFit.crossing(centres, values, limit(baseline));
  }
}
