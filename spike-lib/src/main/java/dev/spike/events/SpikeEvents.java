package dev.spike.events;

import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * Spikes of a series that is there as a whole, found as if its values came one by one. Of a
 * timeline the numbers in the events are those of its intervals.
 */
public final class SpikeEvents {
  private SpikeEvents() {}

  /** All that a detector finds in these values; the last one may be open. */
  public static List<SpikeEvent> in(DoubleStream values, SpikeDetector detector) {
    List<SpikeEvent> events = new ArrayList<>();
    Consumer<SpikeEvent> whenOver =
        event -> {
          if (event.state() != SpikeEvent.State.OPEN) {
            events.add(event);
          }
        };
    values.forEachOrdered(value -> detector.add(value).ifPresent(whenOver));
    detector.open().ifPresent(events::add);
    return List.copyOf(events);
  }

  /**
   * Spikes of a run's arrivals, scaled to intervals of the nominal width.
   *
   * @param rate how many false alarms there may be for each interval
   */
  public static List<SpikeEvent> ofArrivals(Timeline timeline, double rate) {
    Grid grid = timeline.grid();
    return in(
        timeline.intervals().stream().mapToDouble(interval -> density(interval, grid, timeline)),
        new SpikeDetector(Scale.COUNT, rate));
  }

  /** The last interval of a phase may be wider, and then holds more. */
  private static double density(Interval interval, Grid grid, Timeline timeline) {
    long width = grid.endOf(interval.index()) - grid.startOf(interval.index());
    return (double) interval.outcomes().due() * timeline.bucketNanos() / width;
  }

  /**
   * Spikes of a run's p95, each interval by what was due in it; intervals of nothing are passed
   * over.
   *
   * @param rate how many false alarms there may be for each interval
   */
  public static List<SpikeEvent> ofP95(Timeline timeline, double rate) {
    return in(
        timeline.intervals().stream().mapToDouble(interval -> interval.response().percentile(95)),
        new SpikeDetector(Scale.TIME, rate));
  }
}
