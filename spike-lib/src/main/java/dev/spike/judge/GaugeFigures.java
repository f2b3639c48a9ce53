package dev.spike.judge;

import dev.spike.measure.Series;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** What the readings of a gauge show, one at the end of each interval. */
final class GaugeFigures {
  private GaugeFigures() {}

  /** What it shows; without any reading nothing, for the given reason. */
  static Measured of(Metric.OfGauge metric, Timeline timeline, Window window, String unread) {
    Optional<List<Double>> series = timeline.series(metric.gauge()).map(Series::values);
    Excerpt all = Excerpt.of(timeline, window);
    List<Integer> read =
        all.indexes().stream()
            .filter(i -> series.isPresent() && !Double.isNaN(series.get().get(i)))
            .toList();
    if (series.isEmpty() || read.isEmpty()) {
      return Measured.nothing(unread);
    }
    String missing =
        read.size() == all.indexes().size()
            ? ""
            : "read in " + read.size() + " of " + all.indexes().size() + " intervals";
    Excerpt excerpt = new Excerpt(timeline, all.grid(), read);
    return of(metric, excerpt, series.get()).with(missing);
  }

  private static Measured of(Metric.OfGauge metric, Excerpt read, List<Double> series) {
    if (metric instanceof Metric.GaugeShare share) {
      return mean(read, series, value -> value > share.level() ? 1 : 0).within(0, 1);
    }
    return switch (((Metric.GaugeFigure) metric).reading()) {
      case MAX -> exact(read.indexes().stream().mapToDouble(series::get).max().orElseThrow());
      case MIN -> exact(read.indexes().stream().mapToDouble(series::get).min().orElseThrow());
      case LAST -> exact(series.get(read.indexes().get(read.indexes().size() - 1)));
      case CHANGES -> exact(changes(read.indexes(), series));
      case MEAN -> mean(read, series, value -> value);
    };
  }

  private static Measured exact(double value) {
    return Measured.exact(value, "");
  }

  /** From the last reading before the excerpt on, so that what its start brings is seen. */
  private static double changes(List<Integer> read, List<Double> series) {
    double before = Double.NaN;
    for (int i = read.get(0) - 1; i >= 0 && Double.isNaN(before); i--) {
      before = series.get(i);
    }
    int changes = 0;
    for (int i : read) {
      changes += !Double.isNaN(before) && series.get(i) != before ? 1 : 0;
      before = series.get(i);
    }
    return changes;
  }

  private static Measured mean(Excerpt read, List<Double> series, DoubleUnaryOperator of) {
    double value = mean(series, of, read);
    double half = Scatter.halfWidth(read, part -> mean(series, of, part));
    return Measured.ofIntervals(value, value - half, value + half, read.indexes().size());
  }

  private static double mean(List<Double> series, DoubleUnaryOperator of, Excerpt part) {
    double sum =
        part.indexes().stream()
            .mapToDouble(i -> of.applyAsDouble(series.get(i)) * part.seconds(i))
            .sum();
    return sum / part.seconds();
  }
}
