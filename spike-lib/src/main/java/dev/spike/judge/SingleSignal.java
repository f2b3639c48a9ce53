package dev.spike.judge;

import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Timeline;
import java.util.List;

/**
 * The same run with all signals but one at rest, so that what tells recovery tells when that one
 * came back.
 *
 * <p>For a percentile every operation counts as a success, and of each interval only the slowest
 * operations are kept, or the fastest, so many that their p95 is the percentile asked for: the p99
 * of all is the p95 of the slowest fifth. For the error rate all take the same time and all count
 * as goodput; for goodput all take the same time and none is an error.
 */
final class SingleSignal {
  /** The percentile by which recovery is told. */
  private static final double TOLD_BY = 0.95;

  private SingleSignal() {}

  static Timeline of(Metric.OfLoad signal, Timeline timeline) {
    List<Interval> intervals =
        timeline.intervals().stream().map(interval -> only(signal, interval)).toList();
    List<Long> succeeded =
        signal instanceof Metric.Goodput
            ? timeline.succeeded()
            : intervals.stream().map(interval -> interval.outcomes().due()).toList();
    return with(timeline, intervals, succeeded);
  }

  private static Interval only(Metric.OfLoad signal, Interval interval) {
    if (signal instanceof Metric.Percentile percentile) {
      Latencies kept = kept(interval.response(), percentile.percent() / 100);
      return with(interval, succeeded(kept.count()), kept);
    }
    Outcomes all = interval.outcomes();
    Latencies alike = Latencies.repeated(1, all.due());
    return with(interval, signal instanceof Metric.ErrorRate ? all : succeeded(all.due()), alike);
  }

  /** The slowest or the fastest, of which the p95 is the quantile of all. */
  private static Latencies kept(Latencies all, double share) {
    long n = all.count();
    return share >= TOLD_BY
        ? all.ranked(n - Math.round(n * (1 - share) / (1 - TOLD_BY)), n)
        : all.ranked(0, Math.round(n * share / TOLD_BY));
  }

  private static Outcomes succeeded(long count) {
    return new Outcomes(count, 0, 0, 0, 0, 0);
  }

  private static Interval with(Interval interval, Outcomes outcomes, Latencies response) {
    return new Interval(
        interval.index(),
        outcomes,
        response,
        response,
        interval.service(),
        interval.delay(),
        interval.waiting());
  }

  private static Timeline with(Timeline timeline, List<Interval> intervals, List<Long> succeeded) {
    return new Timeline(
        timeline.bucketNanos(),
        timeline.phases(),
        intervals,
        succeeded,
        timeline.series(),
        timeline.gcNanos(),
        timeline.hiccupNanos(),
        timeline.facts(),
        timeline.events(),
        timeline.errors(),
        timeline.problems());
  }
}
