package dev.spike.judge;

import dev.spike.measure.Event;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A run told by when operations are due, how long each takes and how it comes out, all as functions
 * of the second since the run's start.
 */
final class Course {
  private static final double SECOND = 1e9;

  private final long bucketNanos;
  private final List<Phase> phases = new ArrayList<>();
  private final Map<String, DoubleUnaryOperator> gauges = new LinkedHashMap<>();
  private final Map<Integer, Double> pauses = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private DoubleUnaryOperator response = second -> 0.001;
  private DoubleUnaryOperator delay = second -> 0;
  private DoubleFunction<Outcome> outcome = second -> Outcome.OK;

  private record Operation(long due, long ended, Outcome outcome) {}

  Course(double bucketSeconds) {
    bucketNanos = nanos(bucketSeconds);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }

  Course phase(String name, Role role, double perSecond, double seconds) {
    long start = phases.isEmpty() ? 0 : phases.get(phases.size() - 1).endNanos();
    long end = start + nanos(seconds);
    phases.add(
        new Phase(
            name,
            role,
            start,
            end,
            Math.round(perSecond * seconds),
            role == Role.SPIKE ? end : start));
    return this;
  }

  Course phase(Role role, double perSecond, double seconds) {
    return phase(role.name(), role, perSecond, seconds);
  }

  /** The usual one: 6 s of baseline, 2 s of spike, 12 s of recovery. */
  static Course usual(double perSecond, double spikePerSecond) {
    return new Course(0.2)
        .phase(Role.BASELINE, perSecond, 6)
        .phase(Role.SPIKE, spikePerSecond, 2)
        .phase(Role.RECOVERY, perSecond, 12);
  }

  Course response(DoubleUnaryOperator seconds) {
    response = seconds;
    return this;
  }

  Course delay(DoubleUnaryOperator seconds) {
    delay = seconds;
    return this;
  }

  Course outcome(DoubleFunction<Outcome> of) {
    outcome = of;
    return this;
  }

  /** Successes only for so great a share, evenly spread. */
  Course successes(DoubleUnaryOperator share) {
    double[] owed = {0};
    return outcome(
        second -> {
          owed[0] += share.applyAsDouble(second);
          owed[0] -= owed[0] >= 1 - 1e-9 ? 1 : 0;
          return owed[0] < share.applyAsDouble(second) - 1e-9 ? Outcome.OK : Outcome.FAILED;
        });
  }

  Course gauge(String name, DoubleUnaryOperator at) {
    gauges.put(name, at);
    return this;
  }

  Course pause(int interval, double seconds) {
    pauses.put(interval, seconds);
    return this;
  }

  Course event(String name, double second) {
    events.add(new Event(name, nanos(second), nanos(second)));
    return this;
  }

  Course fault(String name, double fromSecond, double toSecond) {
    return event(name + " begins", fromSecond).event(name + " ends", toSecond);
  }

  Timeline run() {
    Grid grid = new Grid(phases, bucketNanos);
    Recorder recorder = new Recorder(grid);
    Map<String, Unit> units = new LinkedHashMap<>();
    gauges.keySet().forEach(name -> units.put(name, Unit.COUNT));
    TimelineBuilder timeline = new TimelineBuilder(phases, bucketNanos, units);
    int now = 0;
    for (Operation operation : operations()) {
      for (int ended = grid.indexOf(operation.ended); now < ended; now++) {
        timeline.add(increment(grid, recorder, now));
      }
      long dispatched = operation.due + nanos(delay.applyAsDouble(operation.due / SECOND));
      recorder.ended(operation.due, dispatched, dispatched, operation.ended, operation.outcome);
    }
    for (; now < grid.size(); now++) {
      timeline.add(increment(grid, recorder, now));
    }
    events.forEach(timeline::add);
    return timeline.build();
  }

  private List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Phase phase : phases) {
      for (long i = 0; i < phase.planned(); i++) {
        long length = phase.endNanos() - phase.startNanos();
        long due = phase.startNanos() + Math.round((double) length * i / phase.planned());
        double second = due / SECOND;
        double takes = delay.applyAsDouble(second) + response.applyAsDouble(second);
        all.add(new Operation(due, due + nanos(takes), outcome.apply(second)));
      }
    }
    all.sort(Comparator.comparingLong(Operation::ended));
    return all;
  }

  private Increment increment(Grid grid, Recorder recorder, int index) {
    Map<String, Double> readings = new HashMap<>();
    gauges.forEach((name, at) -> readings.put(name, at.applyAsDouble(grid.endOf(index) / SECOND)));
    long pause = nanos(pauses.getOrDefault(index, 0.0));
    return new Increment(index, recorder.drain(), readings, 0, pause);
  }
}
