package dev.spike.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that is known of one run of one scenario; what is judged and drawn. Immutable.
 *
 * @param bucketNanos nominal width of an interval
 * @param phases adjoining, from 0 to the end of the load
 * @param intervals one for each interval of the {@link #grid()}, by intended start
 * @param succeeded operations that ended well, one figure for each interval of the clock
 * @param series the gauges, one value for each interval
 * @param gcNanos this JVM's collection time, one figure for each interval
 * @param hiccupNanos by how much this JVM's sampling thread woke late, one figure for each interval
 * @param facts figures found out once
 * @param events what happened when
 * @param errors kinds of errors and how often each occurred
 * @param problems what went wrong with the measurement itself; any makes the run INVALID
 */
public record Timeline(
    long bucketNanos,
    List<Phase> phases,
    List<Interval> intervals,
    List<Long> succeeded,
    List<Series> series,
    List<Long> gcNanos,
    List<Long> hiccupNanos,
    List<Fact> facts,
    List<Event> events,
    Map<String, Long> errors,
    List<String> problems) {
  /** Copies its collections. */
  public Timeline {
    phases = List.copyOf(phases);
    intervals = List.copyOf(intervals);
    succeeded = List.copyOf(succeeded);
    series = List.copyOf(series);
    gcNanos = List.copyOf(gcNanos);
    hiccupNanos = List.copyOf(hiccupNanos);
    facts = List.copyOf(facts);
    events = List.copyOf(events);
    errors = Map.copyOf(errors);
    problems = List.copyOf(problems);
  }

  /** The edges of the intervals. */
  public Grid grid() {
    return new Grid(phases, bucketNanos);
  }

  /** The numbers of the intervals that lie in the phases that match, ascending. */
  public IntStream indexesOf(Predicate<Phase> which) {
    Grid grid = grid();
    return IntStream.range(0, intervals.size()).filter(i -> which.test(grid.phaseOf(i)));
  }

  /** The intervals of the phases that match, added up. */
  public Interval total(Predicate<Phase> which) {
    return indexesOf(which).mapToObj(intervals::get).reduce(Interval.empty(0), Interval::plus);
  }

  /** The phases of one role, in order. */
  public Stream<Phase> phases(Role role) {
    return phases.stream().filter(phase -> phase.role() == role);
  }

  /** The fact of a name. */
  public Optional<Fact> fact(String name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
  }

  /** The gauge of a name. */
  public Optional<Series> series(String name) {
    return series.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** From when to when each fault was on, ascending by their begin. */
  public List<FaultSpan> faults() {
    return FaultSpan.of(events, phases.stream().mapToLong(Phase::endNanos).max().orElse(0));
  }

  /** The same run with more facts. */
  public Timeline plus(List<Fact> more) {
    return new Timeline(
        bucketNanos,
        phases,
        intervals,
        succeeded,
        series,
        gcNanos,
        hiccupNanos,
        Stream.concat(facts.stream(), more.stream()).toList(),
        events,
        errors,
        problems);
  }

  /** The same run as if the generator had started every operation on time. */
  public Timeline withoutDelay() {
    return new Timeline(
        bucketNanos,
        phases,
        intervals.stream().map(Interval::withoutDelay).toList(),
        succeeded,
        series,
        gcNanos,
        hiccupNanos,
        facts,
        events,
        errors,
        problems);
  }
}
