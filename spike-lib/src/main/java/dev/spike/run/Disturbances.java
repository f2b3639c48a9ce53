package dev.spike.run;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
  private static final String FIRED = "fault.fired.";
  private static final long GRACE_NANOS = 10_000_000_000L;

  /** By how much a disturbance precedes a burst of its instant, whose threads take every core. */
  private static final long AHEAD_OF_BURST_NANOS = 1_000_000;

  private final RunPlan plan;
  private final RunClock clock;
  private final Deque<Edge> edges = new ArrayDeque<>();
  private final Map<TimedDisturbance, Disturbance.Active> active = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, List<Long>> fired = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private record Edge(long atNanos, boolean begins, TimedDisturbance timed) {}

  Disturbances(RunPlan plan, RunClock clock) {
    this.plan = plan;
    this.clock = clock;
    List<Edge> all = new ArrayList<>();
    for (TimedDisturbance timed : plan.disturbances()) {
      prepare(timed.disturbance());
      all.add(new Edge(begin(plan, timed.fromNanos()), true, timed));
      all.add(new Edge(timed.toNanos(), false, timed));
    }
    // At one instant what ends comes before what begins.
    all.sort(Comparator.comparingLong(Edge::atNanos).thenComparing(Edge::begins));
    edges.addAll(all);
  }

  private static long begin(RunPlan plan, long fromNanos) {
    boolean burst = plan.schedule().bursts().stream().anyMatch(b -> b.atNanos() == fromNanos);
    return burst ? Math.max(0, fromNanos - AHEAD_OF_BURST_NANOS) : fromNanos;
  }

  private void prepare(Disturbance disturbance) {
    try {
      disturbance.prepare();
    } catch (RuntimeException | Error e) {
      problems.add(disturbance.name() + " could not be prepared: " + e);
    }
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
    } catch (Exception | Error e) {
      problems.add(name + " could not be begun: " + e);
      keepInterrupt(e);
    }
  }

  private void end(TimedDisturbance timed, long plannedNanos) {
    Disturbance.Active one = active.remove(timed);
    if (one == null) {
      return;
    }
    String name = timed.disturbance().name();
    try {
      one.close();
      events.add(new Event(name + " ends", plannedNanos, clock.now()));
    } catch (Exception | Error e) {
      problems.add(name + " could not be undone: " + e);
      keepInterrupt(e);
    }
    fired.computeIfAbsent(name, n -> new ArrayList<>()).add(one.fired());
  }

  private static void keepInterrupt(Throwable e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  List<Event> events() {
    return events;
  }

  /**
   * How often each acted; of one that lasted several times, the least: that it acted once is no
   * sign that it acted always.
   */
  List<Fact> facts() {
    return fired.entrySet().stream()
        .map(e -> Fact.count(FIRED + e.getKey(), Collections.min(e.getValue()), told(e.getValue())))
        .toList();
  }

  private static String told(List<Long> counts) {
    return counts.size() == 1 ? "" : "the least of " + counts;
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
