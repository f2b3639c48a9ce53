package dev.spike.run;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins and undoes disturbances when the run's clock says so; whatever is still on is undone at
 * the end.
 */
final class Disturbances implements AutoCloseable {
  private static final long GRACE_NANOS = 10_000_000_000L;

  private final RunPlan plan;
  private final RunClock clock;
  private final Deque<Edge> edges = new ArrayDeque<>();
  private final Map<TimedDisturbance, Disturbance.Active> active = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private record Edge(long atNanos, boolean begins, TimedDisturbance timed) {}

  Disturbances(RunPlan plan, RunClock clock) {
    this.plan = plan;
    this.clock = clock;
    List<Edge> all = new ArrayList<>();
    for (TimedDisturbance timed : plan.disturbances()) {
      timed.disturbance().prepare();
      all.add(new Edge(timed.fromNanos(), true, timed));
      all.add(new Edge(timed.toNanos(), false, timed));
    }
    // At one instant what ends comes before what begins.
    all.sort(Comparator.comparingLong(Edge::atNanos).thenComparing(Edge::begins));
    edges.addAll(all);
  }

  /** When the next edge is due, or Long.MAX_VALUE. */
  long nextAt() {
    Edge next = edges.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos();
  }

  /** Applies the edges that are due. */
  void applyUntil(long nanos) {
    while (nextAt() <= nanos) {
      Edge edge = edges.remove();
      if (edge.begins()) {
        begin(edge.timed());
      } else {
        end(edge.timed(), edge.atNanos());
      }
    }
  }

  private void begin(TimedDisturbance timed) {
    String name = timed.disturbance().name();
    try {
      long lifetime = timed.toNanos() - timed.fromNanos() + GRACE_NANOS;
      active.put(timed, timed.disturbance().begin(plan.seed(), lifetime));
      events.add(new Event(name + " begins", timed.fromNanos(), clock.now()));
    } catch (Exception e) {
      problems.add(name + " could not be begun: " + e);
    }
  }

  private void end(TimedDisturbance timed, long plannedNanos) {
    Disturbance.Active one = active.remove(timed);
    if (one == null) {
      return;
    }
    String name = timed.disturbance().name();
    facts.add(Fact.count("fault.fired." + name, one.fired()));
    try {
      one.close();
      events.add(new Event(name + " ends", plannedNanos, clock.now()));
    } catch (Exception e) {
      problems.add(name + " could not be undone: " + e);
    }
  }

  List<Event> events() {
    return events;
  }

  List<Fact> facts() {
    return facts;
  }

  List<String> problems() {
    return problems;
  }

  @Override
  public void close() {
    for (TimedDisturbance timed : List.copyOf(active.keySet())) {
      end(timed, timed.toNanos());
    }
  }
}
