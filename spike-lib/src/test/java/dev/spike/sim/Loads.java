package dev.spike.sim;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Phases of one rate each, in a row; immutable. */
public final class Loads {
  /** Width of an interval where none is given. */
  public static final Duration BUCKET = Duration.ofSeconds(1);

  private final List<Phase> phases;
  private final List<LoadShape> shapes;
  private final boolean poisson;

  private Loads(List<Phase> phases, List<LoadShape> shapes, boolean poisson) {
    this.phases = phases;
    this.shapes = shapes;
    this.poisson = poisson;
  }

  /** No load yet. */
  public static Loads none() {
    return new Loads(List.of(), List.of(), false);
  }

  /** A baseline, a spike and a recovery. */
  public static Loads spike(double base, double baseFor, double high, double highFor, double last) {
    return none()
        .then(Role.BASELINE, base, baseFor)
        .then(Role.SPIKE, high, highFor)
        .then(Role.RECOVERY, base, last);
  }

  /** And then so many a second for so many seconds. */
  public Loads then(Role role, double perSecond, double seconds) {
    long start = phases.isEmpty() ? 0 : phases.get(phases.size() - 1).endNanos();
    long end = start + Math.round(seconds * 1e9);
    List<Phase> all = new ArrayList<>(phases);
    long planned = Math.round(perSecond * seconds);
    long quiet = role == Role.SPIKE ? end : start;
    all.add(new Phase(role + "-" + phases.size(), role, start, end, planned, quiet));
    List<LoadShape> both = new ArrayList<>(shapes);
    both.add(new Constant(new Rate(perSecond), Duration.ofNanos(end - start)));
    return new Loads(all, both, poisson);
  }

  /** Arrivals at random. */
  public Loads poisson() {
    return new Loads(phases, shapes, true);
  }

  /** On a service, in intervals of {@link #BUCKET}. */
  public Simulation on(ServiceModel model, long seed) {
    return on(model, seed, BUCKET);
  }

  /** On a service, without limits of the generator. */
  public Simulation on(ServiceModel model, long seed, Duration bucket) {
    LoadShape shape = new Sequence(shapes);
    ArrivalSchedule schedule =
        poisson ? ArrivalSchedule.poisson(shape, seed) : new ArrivalSchedule(shape);
    return new Simulation(schedule, phases, bucket.toNanos(), Simulation.UNLIMITED, model, seed);
  }
}
