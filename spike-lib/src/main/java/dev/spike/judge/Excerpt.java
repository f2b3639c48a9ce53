package dev.spike.judge;

import dev.spike.measure.FaultSpan;
import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Some intervals of a timeline.
 *
 * @param timeline the run
 * @param grid its intervals' edges
 * @param indexes which of them, ascending
 */
record Excerpt(Timeline timeline, Grid grid, List<Integer> indexes) {
  /** Windows of a length start this share of it apart: no stretch is missed by more. */
  private static final int STEPS = 10;

  static Excerpt of(Timeline timeline, Predicate<Phase> which) {
    return new Excerpt(timeline, timeline.grid(), timeline.indexesOf(which).boxed().toList());
  }

  static Excerpt of(Timeline timeline, Window window) {
    return window.side() == Window.Side.WHILE
        ? whileOn(timeline, window.name())
        : of(timeline, window.among(timeline.phases()));
  }

  /** The intervals for half or more of which a fault was on. */
  private static Excerpt whileOn(Timeline timeline, String fault) {
    Grid grid = timeline.grid();
    List<FaultSpan> spans =
        timeline.faults().stream().filter(span -> span.name().equals(fault)).toList();
    List<Integer> indexes =
        IntStream.range(0, grid.size())
            .filter(i -> spans.stream().anyMatch(span -> span.covers(grid.centreOf(i))))
            .boxed()
            .toList();
    return new Excerpt(timeline, grid, indexes);
  }

  /** All that was due in it. */
  Interval total() {
    return indexes.stream()
        .map(timeline.intervals()::get)
        .reduce(Interval.empty(0), Interval::plus);
  }

  long due() {
    return indexes.stream().mapToLong(i -> timeline.intervals().get(i).outcomes().due()).sum();
  }

  long succeeded() {
    return indexes.stream().mapToLong(timeline.succeeded()::get).sum();
  }

  double seconds() {
    return indexes.stream().mapToDouble(this::seconds).sum();
  }

  double seconds(int index) {
    return (grid.endOf(index) - grid.startOf(index)) / 1e9;
  }

  long startNanos() {
    return grid.startOf(indexes.get(0));
  }

  long endNanos() {
    return grid.endOf(indexes.get(indexes.size() - 1));
  }

  /** The longest that the sampling thread of this JVM woke late in it. */
  long longestPauseNanos() {
    return indexes.stream().mapToLong(timeline.hiccupNanos()::get).max().orElse(0);
  }

  /** From one of its intervals, by position, up to another. */
  Excerpt part(int from, int to) {
    return new Excerpt(timeline, grid, indexes.subList(from, to));
  }

  /** Without the run's last interval, to which is counted what ended after the load. */
  Excerpt beforeTheEnd() {
    int size = indexes.size();
    boolean toTheEnd = size > 1 && indexes.get(size - 1) == grid.size() - 1;
    return toTheEnd ? part(0, size - 1) : this;
  }

  /** Its intervals as so many parts of equal number, or nearly. */
  List<Excerpt> parts(int count) {
    List<Excerpt> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(part(indexes.size() * i / count, indexes.size() * (i + 1) / count));
    }
    return parts;
  }

  /** Its longest parts without a gap. */
  List<Excerpt> stretches() {
    List<Excerpt> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= indexes.size(); i++) {
      if (i == indexes.size() || indexes.get(i) != indexes.get(i - 1) + 1) {
        stretches.add(part(from, i));
        from = i;
      }
    }
    return stretches;
  }

  /**
   * The windows of a length, rounded up to whole intervals, in a stretch without a gap; the last
   * one ends with it. None where it is shorter.
   */
  List<Excerpt> windows(long nanos) {
    List<Excerpt> windows = new ArrayList<>();
    for (int from = 0, to = reach(0, nanos); to > 0; to = reach(from, nanos)) {
      windows.add(part(from, to));
      from += Math.max(1, (to - from) / STEPS);
    }
    if (!windows.isEmpty() && windows.get(windows.size() - 1).endNanos() < endNanos()) {
      int from = indexes.size() - 1;
      while (reach(from, nanos) < 0) {
        from--;
      }
      windows.add(part(from, indexes.size()));
    }
    return windows;
  }

  /** The position up to which a length reaches from one, or -1. */
  private int reach(int from, long nanos) {
    if (from >= indexes.size()) {
      return -1;
    }
    long until = grid.startOf(indexes.get(from)) + nanos;
    for (int to = from; to < indexes.size(); to++) {
      if (grid.endOf(indexes.get(to)) >= until) {
        return to + 1;
      }
    }
    return -1;
  }
}
