package dev.spike.judge;

import java.util.List;

/**
 * How slow things were over some buckets, in four figures.
 *
 * @param p95 ln p95: what recovery is about
 * @param typical mean of ln response time, that is of the geometric mean: scatters far less
 * @param slowness the mean of both
 * @param outside the share of operations that went wrong or were slower than the band
 */
record Levels(Level p95, Level typical, Level slowness, Level outside) {
  static Levels of(List<Bucket> buckets, double upperBand) {
    return new Levels(
        Level.of(buckets, Bucket::logP95),
        Level.of(buckets, Bucket::logTypical),
        Level.of(buckets, Bucket::slowness),
        Level.of(buckets, bucket -> bucket.badShare(upperBand)));
  }
}
