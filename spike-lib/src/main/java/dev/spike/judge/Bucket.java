package dev.spike.judge;

import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One or more adjoining intervals, wide enough for a p95.
 *
 * @param startNanos first nanosecond
 * @param endNanos the nanosecond after the last
 * @param load what was due in it
 * @param succeeded operations that ended well in it
 */
record Bucket(long startNanos, long endNanos, Interval load, long succeeded) {
  /** A one-sided 95% bound on a p95 needs ln .05 / ln .95 = 59 samples. */
  private static final int SAMPLES_FOR_P95 = 59;

  /**
   * The intervals in the phases that match and at or after an instant, joined until each has enough
   * samples.
   */
  static List<Bucket> of(Timeline timeline, Predicate<Phase> which, long fromNanos, int width) {
    Grid grid = timeline.grid();
    List<Bucket> buckets = new ArrayList<>();
    int[] indexes = timeline.indexesOf(which).filter(i -> grid.startOf(i) >= fromNanos).toArray();
    for (int first = 0; first + width <= indexes.length; first += width) {
      Interval load = Interval.empty(indexes[first]);
      long succeeded = 0;
      for (int i = first; i < first + width; i++) {
        load = load.plus(timeline.intervals().get(indexes[i]));
        succeeded += timeline.succeeded().get(indexes[i]);
      }
      long end = grid.endOf(indexes[first + width - 1]);
      buckets.add(new Bucket(grid.startOf(indexes[first]), end, load, succeeded));
    }
    return buckets;
  }

  /**
   * How many intervals a bucket needs so that the typical one holds enough samples; 0 when none
   * would.
   */
  static int widthFor(List<Bucket> single) {
    long due = single.stream().mapToLong(bucket -> bucket.load.outcomes().due()).sum();
    if (due == 0) {
      return 0;
    }
    double typical = (double) due / single.size();
    return (int) Math.max(1, Math.ceil(SAMPLES_FOR_P95 / typical - 0.02));
  }

  /** The natural logarithm of its p95 in nanoseconds; nothing due reads as nothing slow. */
  double logP95() {
    return load.response().count() == 0 ? 0 : Math.log(Math.max(1, load.response().percentile(95)));
  }

  /** Operations that went wrong or were slower than a limit. */
  long bad(double limitNanos) {
    long slow = load.response().countAbove(limitNanos);
    return Math.min(load.outcomes().due(), slow + load.outcomes().bad());
  }

  long due() {
    return load.outcomes().due();
  }

  double centreNanos() {
    return (startNanos + endNanos) / 2.0;
  }

  double seconds() {
    return (endNanos - startNanos) / 1e9;
  }

  double goodput() {
    return succeeded / seconds();
  }
}
