package dev.spike.sim;

import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.run.Limits;
import dev.spike.run.WhenFull;
import dev.spike.schedule.ArrivalSchedule;
import java.util.List;
import java.util.function.Consumer;

/**
 * A load on a service on virtual time: what the engine would have recorded had the service been
 * like its model and the generator always on time. The same simulation gives the same run, each
 * time; the random numbers of an attempt depend on the seed, its operation and its number only, so
 * that two models under one seed meet the same requests. Immutable; may be run by several threads.
 *
 * @param schedule when arrivals are due
 * @param phases adjoining, from 0 to the schedule's end
 * @param bucketNanos width of an interval
 * @param limits what bounds operations, as in the engine
 * @param model the service and how clients treat it
 * @param seed of everything drawn
 */
public record Simulation(
    ArrivalSchedule schedule,
    List<Phase> phases,
    long bucketNanos,
    Limits limits,
    ServiceModel model,
    long seed) {
  /** Neither a time-out nor a cap on operations in flight. */
  public static final Limits UNLIMITED =
      new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, WhenFull.WAIT);

  /** Copies its list. */
  public Simulation {
    phases = List.copyOf(phases);
  }

  /** Runs on the calling thread, as fast as it goes. */
  public SimulatedRun run() {
    return run(increment -> {});
  }

  /**
   * Runs on the calling thread, as fast as it goes.
   *
   * @param listener is given each increment when virtual time has come to the end of its interval
   */
  public SimulatedRun run(Consumer<Increment> listener) {
    return new EventLoop(this, listener).run();
  }

  Grid grid() {
    return new Grid(phases, bucketNanos);
  }
}
