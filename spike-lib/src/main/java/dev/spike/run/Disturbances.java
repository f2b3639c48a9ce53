package dev.spike.run;

import static java.util.stream.Collectors.joining;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Begins and undoes disturbances when the run's clock says so; whatever is still on is undone at
 * the end.
 */
final class Disturbances implements AutoCloseable {
  private static final String DELAY_TOTAL = "fault.delay.total.";
  private static final String DELAY_MAX = "fault.delay.max.";
  private static final long GRACE_NANOS = 10_000_000_000L;

  /**
   * By how much a disturbance precedes a burst of its instant, whose threads take every core: what
   * two faults need to begin in code that has run once.
   */
  private static final long AHEAD_OF_BURST_NANOS = 3_000_000;

  /** How late an edge has to be before another thread than the pacing one applies it. */
  private static final long OVERDUE_NANOS = 20_000_000;

  private static final long CLOSE_WITHIN_SECONDS = 1;

  private final RunPlan plan;
  private final RunClock clock;
  private final Deque<Edge> edges = new ArrayDeque<>();
  private final Map<TimedDisturbance, Disturbance.Active> active = new LinkedHashMap<>();
  private final List<Supplier<Event>> events = new ArrayList<>();
  private final Map<String, List<Disturbance.Active>> over = new LinkedHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long nextAt;
  private final InjectedDelay delay;

  /** What happens at an edge; at one instant what ends comes before what begins. */
  private enum Kind {
    ENDS,
    /** A phase of the load ends in its midst. */
    GOES_ON,
    BEGINS
  }

  private record Edge(long atNanos, Kind kind, TimedDisturbance timed) {}

  /**
   * Those of a plan that a predicate chooses.
   *
   * @param chosen which ones
   * @param delay is told what operations lost to them
   */
  Disturbances(RunPlan plan, RunClock clock, Predicate<Disturbance> chosen, InjectedDelay delay) {
    this.plan = plan;
    this.clock = clock;
    this.delay = delay;
    List<Edge> all = new ArrayList<>();
    plan.disturbances().stream()
        .filter(timed -> chosen.test(timed.disturbance()))
        .forEach(
            timed -> {
              prepare(timed.disturbance());
              all.addAll(edgesOf(timed));
            });
    all.sort(Comparator.comparingLong(Edge::atNanos).thenComparing(Edge::kind));
    edges.addAll(all);
    noteNext();
  }

  private List<Edge> edgesOf(TimedDisturbance timed) {
    List<Edge> all = new ArrayList<>();
    long asked = Math.max(0, instant(timed) - timed.disturbance().leadNanos());
    all.add(new Edge(asked, Kind.BEGINS, timed));
    all.add(new Edge(timed.toNanos(), Kind.ENDS, timed));
    plan.phases().stream()
        .mapToLong(Phase::endNanos)
        .filter(end -> timed.fromNanos() < end && end < timed.toNanos())
        .forEach(end -> all.add(new Edge(end, Kind.GOES_ON, timed)));
    return all;
  }

  /** When it is to begin. */
  private long instant(TimedDisturbance timed) {
    long from = timed.fromNanos();
    boolean burst = plan.schedule().bursts().stream().anyMatch(b -> b.atNanos() == from);
    return burst ? Math.max(0, from - AHEAD_OF_BURST_NANOS) : from;
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
    return nextAt;
  }

  private void noteNext() {
    Edge next = edges.peek();
    nextAt = next == null ? Long.MAX_VALUE : next.atNanos();
  }

  /** Applies the edges that are due. */
  void applyUntil(long nanos) {
    lock.lock();
    try {
      while (nextAt <= nanos) {
        Edge edge = edges.remove();
        noteNext();
        apply(edge);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Applies edges that the pacing thread is late for, since it does not come back from the user's
   * code.
   */
  void applyOverdue(long now) {
    long overdue = now - OVERDUE_NANOS;
    if (nextAt <= overdue && lock.tryLock()) {
      try {
        applyUntil(overdue);
      } finally {
        lock.unlock();
      }
    }
  }

  private void apply(Edge edge) {
    switch (edge.kind()) {
      case BEGINS -> begin(edge.timed());
      case ENDS -> end(edge.timed(), edge.atNanos());
      case GOES_ON -> goOn(edge.timed(), edge.atNanos());
    }
  }

  private void goOn(TimedDisturbance timed, long nanos) {
    Disturbance.Active one = active.get(timed);
    if (one != null) {
      takeDelay(one, nanos);
    }
  }

  /** Of the phase that ends at an instant, or in which it lies. */
  private void takeDelay(Disturbance.Active one, long nanos) {
    plan.phases().stream()
        .filter(phase -> phase.contains(nanos - 1))
        .findFirst()
        .ifPresent(phase -> delay.take(one, phase));
  }

  private void begin(TimedDisturbance timed) {
    String name = timed.disturbance().name();
    try {
      long asked = clock.now();
      long due = Math.max(asked, instant(timed));
      Disturbance.Active one = begun(timed, due - asked);
      long returned = clock.now();
      active.put(timed, one);
      if (timed.disturbance().isFault()) {
        events.add(() -> Event.begins(name, timed.fromNanos(), actual(one, due, returned)));
      }
    } catch (Exception | Error e) {
      problems.add(name + " could not be begun: " + e);
      keepInterrupt(e);
    }
  }

  private static long actual(Disturbance.Active one, long due, long returned) {
    OptionalLong late = one.lateNanos();
    return late.isPresent() ? due + late.getAsLong() : returned;
  }

  private Disturbance.Active begun(TimedDisturbance timed, long delayNanos) throws Exception {
    Disturbance disturbance = timed.disturbance();
    long lifetime = timed.toNanos() - timed.fromNanos() + GRACE_NANOS;
    return disturbance.leadNanos() == 0
        ? disturbance.begin(plan.seed(), lifetime)
        : disturbance.beginIn(delayNanos, plan.seed(), lifetime);
  }

  private void end(TimedDisturbance timed, long plannedNanos) {
    Disturbance.Active one = active.remove(timed);
    if (one == null) {
      return;
    }
    String name = timed.disturbance().name();
    boolean fault = timed.disturbance().isFault();
    try {
      one.close();
      if (fault) {
        Event ends = Event.ends(name, plannedNanos, clock.now());
        events.add(() -> ends);
      }
    } catch (Exception | Error e) {
      problems.add(name + " could not be undone: " + e);
      keepInterrupt(e);
    }
    if (fault) {
      takeDelay(one, Math.min(plannedNanos, clock.now()));
      over.computeIfAbsent(name, n -> new ArrayList<>()).add(one);
    }
  }

  private static void keepInterrupt(Throwable e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  List<Event> events() {
    return events.stream().map(Supplier::get).toList();
  }

  /** How often each acted, and what operations lost to it. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    over.forEach(
        (name, all) -> {
          facts.add(fired(name, all));
          long total = all.stream().mapToLong(Disturbance.Active::injectedNanos).sum();
          if (total > 0) {
            long max = all.stream().mapToLong(Disturbance.Active::maxInjectedNanos).max().orElse(0);
            facts.add(
                new Fact(DELAY_TOTAL + name, total, Unit.NANOS, "caused by the fault itself"));
            facts.add(new Fact(DELAY_MAX + name, max, Unit.NANOS, ""));
          }
        });
    return facts;
  }

  /**
   * Of one that lasted several times, the least: that it acted once is no sign that it acted
   * always.
   */
  private static Fact fired(String name, List<Disturbance.Active> all) {
    List<Long> counts = all.stream().map(Disturbance.Active::fired).toList();
    String remark = all.get(0).remark();
    String least = counts.size() == 1 ? "" : "the least of " + counts;
    String detail = Stream.of(least, remark).filter(part -> !part.isEmpty()).collect(joining("; "));
    return Fact.count(Fact.FIRED + name, Collections.min(counts), detail);
  }

  List<String> problems() {
    return problems;
  }

  /** Undoes what is still on; nothing begins any more. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (lock.tryLock(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        undoAll();
      } else {
        problems.add("a disturbance is still being begun or undone: what is on stays on");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void undoAll() {
    try {
      edges.clear();
      noteNext();
      for (TimedDisturbance timed : List.copyOf(active.keySet())) {
        end(timed, timed.toNanos());
      }
    } finally {
      lock.unlock();
    }
  }
}
