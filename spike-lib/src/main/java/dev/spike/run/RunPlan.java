package dev.spike.run;

import dev.spike.measure.Gauge;
import dev.spike.measure.Grid;
import dev.spike.measure.Phase;
import dev.spike.schedule.ArrivalSchedule;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that the engine needs to know of a run.
 *
 * @param schedule when arrivals are due
 * @param phases adjoining, from 0 to the schedule's end
 * @param operation what is done at each
 * @param rejected which exceptions mean that the target refused, besides {@link RejectedException}
 * @param timeoutNanos how long an operation may take from its own start
 * @param maxInFlight how many steady operations may run at once; a burst brings its own threads
 * @param whenFull what happens to an arrival beyond that
 * @param threads what operations run on
 * @param seed the seed of the run
 * @param bucketNanos width of an interval
 * @param gauges read at the end of each interval
 * @param disturbances what is done to the target, and when
 */
public record RunPlan(
    ArrivalSchedule schedule,
    List<Phase> phases,
    Operation operation,
    Predicate<Throwable> rejected,
    long timeoutNanos,
    int maxInFlight,
    WhenFull whenFull,
    ThreadKind threads,
    long seed,
    long bucketNanos,
    List<Gauge> gauges,
    List<TimedDisturbance> disturbances) {
  /** Copies its lists and refuses bounds that are not above zero. */
  public RunPlan {
    phases = List.copyOf(phases);
    gauges = List.copyOf(gauges);
    disturbances = List.copyOf(disturbances);
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException(
          "time-out of " + timeoutNanos + " ns: it must be above zero; the default is 10 s");
    }
    if (maxInFlight <= 0) {
      throw new IllegalArgumentException(
          "at most "
              + maxInFlight
              + " operations in flight: it must be at least 1; the default is 1000");
    }
  }

  /** The intervals of the run. */
  public Grid grid() {
    return new Grid(phases, bucketNanos);
  }
}
