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
 * @param schedule when open arrivals are due
 * @param users the closed model beside it; empty where there is none
 * @param phases adjoining, from 0 to the schedule's end
 * @param work what is done at each arrival
 * @param preparation done once for each user of a burst, before the run, on the thread that will
 *     release it
 * @param rejected which exceptions mean that the target refused, besides {@link RejectedException}
 * @param limits what bounds operations
 * @param seed the seed of the run
 * @param bucketNanos width of an interval
 * @param spinNanos how long the pacing thread may spin at most before each arrival, so as to be on
 *     time; 0 for never
 * @param gauges read at the end of each interval
 * @param disturbances what is done to the target, and when
 */
public record RunPlan(
    ArrivalSchedule schedule,
    List<UserPhase> users,
    List<Phase> phases,
    Work work,
    Operation preparation,
    Predicate<Throwable> rejected,
    Limits limits,
    long seed,
    long bucketNanos,
    long spinNanos,
    List<Gauge> gauges,
    List<TimedDisturbance> disturbances) {
  /** Nothing to prepare. */
  public static final Operation NO_PREPARATION = arrival -> {};

  /** Copies its lists and refuses what cannot run. */
  public RunPlan {
    users = List.copyOf(users);
    phases = List.copyOf(phases);
    gauges = List.copyOf(gauges);
    disturbances = List.copyOf(disturbances);
    if (!users.isEmpty() && !(work instanceof Work.Blocking)) {
      throw new IllegalArgumentException(
          "users with "
              + work.description()
              + ": each user is a thread that performs its operations; give a blocking operation");
    }
    if (spinNanos < 0) {
      throw new IllegalArgumentException(
          "spin budget of " + spinNanos + " ns: it must not be negative; zero means none");
    }
  }

  /** The intervals of the run. */
  public Grid grid() {
    return new Grid(phases, bucketNanos);
  }

  /** The phase that an instant of the run falls in. */
  Phase phaseAt(long nanos) {
    return phases.stream().filter(p -> p.contains(nanos)).findFirst().orElseThrow();
  }
}
