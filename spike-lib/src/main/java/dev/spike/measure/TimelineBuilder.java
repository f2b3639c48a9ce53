package dev.spike.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Adds up increments, facts and events to a timeline; not thread-safe. */
public final class TimelineBuilder {
  private List<Phase> phases;
  private final long bucketNanos;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Long> succeeded;
  private final List<Long> gcNanos;
  private final List<Long> hiccupNanos;
  private final Map<String, List<Double>> readings = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /** An empty timeline over these phases. */
  public TimelineBuilder(List<Phase> phases, long bucketNanos, Map<String, Unit> gauges) {
    this.phases = List.copyOf(phases);
    this.bucketNanos = bucketNanos;
    int size = new Grid(phases, bucketNanos).size();
    for (int i = 0; i < size; i++) {
      intervals.add(Interval.empty(i));
    }
    succeeded = new ArrayList<>(Collections.nCopies(size, 0L));
    gcNanos = new ArrayList<>(Collections.nCopies(size, 0L));
    hiccupNanos = new ArrayList<>(Collections.nCopies(size, 0L));
    units.putAll(gauges);
    gauges.keySet().forEach(name -> readings.put(name, nothingRead(size)));
  }

  /** Adds what an interval of the clock brought. */
  public TimelineBuilder add(Increment increment) {
    int now = increment.index();
    for (Interval ended : increment.ended()) {
      intervals.set(ended.index(), intervals.get(ended.index()).plus(ended));
    }
    succeeded.set(now, succeeded.get(now) + increment.outcomes().ok());
    gcNanos.set(now, gcNanos.get(now) + increment.gcNanos());
    hiccupNanos.set(now, Math.max(hiccupNanos.get(now), increment.hiccupNanos()));
    increment.gauges().forEach((name, value) -> readings(name).set(now, value));
    return this;
  }

  /** Ends the run with its last phase cut to this one; later intervals, all empty, go. */
  public TimelineBuilder endWith(Phase last) {
    List<Phase> cut = new ArrayList<>(phases);
    cut.set(cut.size() - 1, last);
    phases = List.copyOf(cut);
    int size = new Grid(phases, bucketNanos).size();
    Stream.of(intervals, succeeded, gcNanos, hiccupNanos)
        .forEach(column -> column.subList(size, column.size()).clear());
    readings.values().forEach(column -> column.subList(size, column.size()).clear());
    return this;
  }

  /** Adds a figure found out once. */
  public TimelineBuilder add(Fact fact) {
    facts.add(fact);
    return this;
  }

  /** Adds something that happened. */
  public TimelineBuilder add(Event event) {
    events.add(event);
    return this;
  }

  /** Counts errors of a kind. */
  public TimelineBuilder addError(String kind, long count) {
    errors.merge(kind, count, Long::sum);
    return this;
  }

  /** Adds something that went wrong with the measurement itself. */
  public TimelineBuilder addProblem(String problem) {
    problems.add(problem);
    return this;
  }

  /** The timeline so far. */
  public Timeline build() {
    List<Series> series =
        readings.entrySet().stream()
            .map(
                e ->
                    new Series(
                        e.getKey(), units.getOrDefault(e.getKey(), Unit.COUNT), e.getValue()))
            .toList();
    return new Timeline(
        bucketNanos,
        phases,
        intervals,
        succeeded,
        series,
        gcNanos,
        hiccupNanos,
        facts,
        events,
        errors,
        problems);
  }

  private List<Double> readings(String name) {
    return readings.computeIfAbsent(name, n -> nothingRead(intervals.size()));
  }

  private static List<Double> nothingRead(int size) {
    return new ArrayList<>(Collections.nCopies(size, Double.NaN));
  }
}
