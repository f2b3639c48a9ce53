package dev.spike.judge;

import dev.spike.measure.FaultSpan;
import dev.spike.measure.Grid;
import dev.spike.measure.Role;
import dev.spike.measure.Series;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a fault first showed. Its time is when it was known at the latest, and lies in an interval
 * that begins where it may have shown at the earliest: a gauge after the reading before, operations
 * with the first of those that are surely out of band. They are known once all of them have ended.
 *
 * @param timeline the run
 * @param fault from whose begin times count
 * @param untilNanos where one stops to look: it begins again, or the load ends
 */
record Reaction(Timeline timeline, FaultSpan fault, long untilNanos) {
  /** To each time that a fault was on. */
  static List<Reaction> toEach(String name, Timeline timeline) {
    List<FaultSpan> spans =
        timeline.faults().stream().filter(span -> span.name().equals(name)).toList();
    Grid grid = timeline.grid();
    long end = grid.endOf(grid.size() - 1);
    return IntStream.range(0, spans.size())
        .mapToObj(
            i -> {
              long until = i + 1 < spans.size() ? spans.get(i + 1).fromNanos() : end;
              return new Reaction(timeline, spans.get(i), until);
            })
        .toList();
  }

  Measured by(Metric signal) {
    return signal instanceof Metric.GaugeShare gauge
        ? ofGauge(gauge)
        : ofLoad((Metric.OfLoad) signal);
  }

  private Measured ofGauge(Metric.GaugeShare gauge) {
    Optional<Series> series = timeline.series(gauge.gauge());
    Grid grid = timeline.grid();
    long before = fault.fromNanos();
    boolean read = false;
    for (int i = 0; series.isPresent() && i < grid.size() && grid.endOf(i) <= untilNanos; i++) {
      double value = series.get().values().get(i);
      long at = grid.endOf(i);
      boolean shows = value > gauge.level();
      if (at > fault.fromNanos() && shows) {
        return known(before, at);
      }
      if (!Double.isNaN(value)) {
        read = at > fault.fromNanos();
        before = Math.max(before, at);
      }
      if (at <= fault.fromNanos() && shows && isLastBefore(i, series.get())) {
        return Measured.nothing("it read so before the fault began");
      }
    }
    return read ? never() : Measured.nothing("never read");
  }

  private boolean isLastBefore(int index, Series series) {
    Grid grid = timeline.grid();
    return IntStream.range(index + 1, grid.size())
        .takeWhile(i -> grid.endOf(i) <= fault.fromNanos())
        .allMatch(i -> Double.isNaN(series.values().get(i)));
  }

  private Measured ofLoad(Metric.OfLoad signal) {
    Timeline alone = SingleSignal.of(signal, timeline);
    Optional<Baseline> baseline = Baseline.of(alone);
    if (baseline.isEmpty()) {
      return Measured.nothing("nothing was due in the baseline");
    }
    Optional<String> problem = baseline.get().problem();
    return problem.map(Measured::nothing).orElseGet(() -> ofLoad(alone, baseline.get()));
  }

  private Measured ofLoad(Timeline alone, Baseline baseline) {
    Grid grid = timeline.grid();
    int first = grid.indexOf(fault.fromNanos());
    int end = (int) IntStream.range(0, grid.size()).filter(this::isBeforeTheEnd).count();
    int width = Bucket.widthFor(Bucket.of(alone, p -> p.role() == Role.BASELINE));
    if (first >= width && baseline.excludes(bucket(alone, first - width, width))) {
      return Measured.nothing("it was out of its band before the fault began");
    }
    for (int i = first; i + width <= end; i += width) {
      if (baseline.excludes(bucket(alone, i, width))) {
        double longest = bucket(timeline, i, width).load().response().max();
        return known(grid.startOf(i), grid.endOf(i + width - 1) + (long) longest);
      }
    }
    return never();
  }

  private boolean isBeforeTheEnd(int index) {
    return timeline.grid().startOf(index) < untilNanos;
  }

  private static Bucket bucket(Timeline of, int from, int width) {
    return Bucket.sum(IntStream.range(from, from + width).mapToObj(i -> Bucket.of(of, i)).toList());
  }

  private Measured known(long earliestNanos, long latestNanos) {
    double low = (double) Math.max(0, earliestNanos - fault.fromNanos());
    double value = (double) (latestNanos - fault.fromNanos());
    return new Measured(value, low, value, false, began());
  }

  private String began() {
    return Wording.at("began", fault.fromNanos());
  }

  private Measured never() {
    double watched = (double) (untilNanos - fault.fromNanos());
    String detail = "did not show; " + began();
    return new Measured(Double.NaN, watched, Double.POSITIVE_INFINITY, false, detail);
  }
}
