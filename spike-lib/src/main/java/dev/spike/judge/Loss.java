package dev.spike.judge;

import java.util.List;

/**
 * What a disturbance cost; stays defined where the target does not come back.
 *
 * @param seconds the integral of (p95 - upper band)+, in latency-seconds
 * @param operations that went wrong beyond the baseline's share
 */
record Loss(double seconds, double operations) {
  static Loss of(List<Bucket> after, Baseline baseline) {
    double seconds = 0;
    double operations = 0;
    for (Bucket bucket : after) {
      if (bucket.due() > 0) {
        seconds += Math.max(0, bucket.p95() - baseline.upperBand()) / 1e9 * bucket.seconds();
        double wrong = bucket.load().outcomes().bad();
        operations += Math.max(0, wrong - baseline.errorRate() * bucket.due());
      }
    }
    return new Loss(seconds, operations);
  }
}
