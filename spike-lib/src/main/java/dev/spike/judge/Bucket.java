package dev.spike.judge;

import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
  static final int SAMPLES_FOR_P95 = 59;

  /** The intervals in the phases that match, one bucket each. */
  static List<Bucket> of(Timeline timeline, Predicate<Phase> which) {
    return of(timeline, timeline.indexesOf(which), 0);
  }

  /** One interval. */
  static Bucket of(Timeline timeline, int index) {
    return of(timeline, IntStream.of(index), 0).get(0);
  }

  /** Of the judged intervals those of which half or more lies in a watch; times from its start. */
  static List<Bucket> of(Timeline timeline, Watch watch) {
    Grid grid = timeline.grid();
    IntStream watched =
        timeline
            .indexesOf(phase -> phase.role().judged())
            .filter(i -> grid.centreOf(i) >= watch.fromNanos())
            .filter(i -> grid.centreOf(i) < watch.untilNanos());
    return of(timeline, watched, watch.fromNanos());
  }

  private static List<Bucket> of(Timeline timeline, IntStream indexes, long fromNanos) {
    Grid grid = timeline.grid();
    return indexes
        .mapToObj(
            i ->
                new Bucket(
                    grid.startOf(i) - fromNanos,
                    grid.endOf(i) - fromNanos,
                    timeline.intervals().get(i),
                    timeline.succeeded().get(i)))
        .toList();
  }

  /** Every so many buckets as one; what is left over at the end is left out. */
  static List<Bucket> joined(List<Bucket> single, int width) {
    List<Bucket> wide = new ArrayList<>();
    for (int first = 0; first + width <= single.size(); first += width) {
      wide.add(sum(single.subList(first, first + width)));
    }
    return wide;
  }

  /** All of them as one; at least one. */
  static Bucket sum(List<Bucket> buckets) {
    return buckets.stream().reduce(Bucket::plus).orElseThrow();
  }

  private Bucket plus(Bucket next) {
    return new Bucket(startNanos, next.endNanos, load.plus(next.load), succeeded + next.succeeded);
  }

  /** How many buckets it takes until the typical one holds enough samples; 0 when none would. */
  static int widthFor(List<Bucket> single) {
    long due = single.stream().mapToLong(Bucket::due).sum();
    if (due == 0) {
      return 0;
    }
    double typical = (double) due / single.size();
    return (int) Math.max(1, Math.ceil(SAMPLES_FOR_P95 / typical - 0.02));
  }

  /** Its p95 in nanoseconds; NaN when nothing was due. */
  double p95() {
    return load.response().percentile(95);
  }

  /** The natural logarithm of its p95; nothing due reads as nothing slow. */
  double logP95() {
    return due() == 0 ? 0 : Math.log(Math.max(1, p95()));
  }

  /** The mean logarithm of its response times; nothing due reads as nothing slow. */
  double logTypical() {
    double[] sum = {0};
    load.response()
        .forEach((nanos, count) -> sum[0] += count * Math.log(Math.max(1, (double) nanos)));
    return due() == 0 ? 0 : sum[0] / load.response().count();
  }

  /** Half of a bucket's tail, half of its middle. */
  double slowness() {
    return (logP95() + logTypical()) / 2;
  }

  /**
   * Operations that went wrong or were slower than a limit. What never answered is among the slow
   * ones already, with at least its time so far.
   */
  long bad(double limitNanos) {
    Outcomes all = load.outcomes();
    long silent = all.timedOut() + all.dropped() + all.unfinished();
    long late = Math.max(silent, load.response().countAbove(limitNanos));
    return Math.min(due(), late + all.failed() + all.rejected());
  }

  /** The share of them; 0 when nothing was due. */
  double badShare(double limitNanos) {
    return due() == 0 ? 0 : (double) bad(limitNanos) / due();
  }

  /** The share that went wrong; 0 when nothing was due. */
  double errorRate() {
    return due() == 0 ? 0 : load.outcomes().errorRate();
  }

  /**
   * Successes in its time for each operation due in it, so that phases of different rates compare;
   * above 1 while a backlog drains, 1 when nothing was due.
   */
  double goodput() {
    return due() == 0 ? 1 : (double) succeeded / due();
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
}
