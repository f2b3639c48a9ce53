package dev.spike.run;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan once: lets every arrival go when it is due, records how it came out, ends what takes
 * too long, and gives the timeline. A run lasts as long as its schedule, or until its early end,
 * and at most two time-outs and a second more, and what its interludes take beyond their phases.
 * Use an engine once.
 */
public final class Engine {
  /** The fact that a run was ended early on purpose: how much of its load was left out, and why. */
  public static final String LEFT_OUT = "load.left-out";

  private static final long START_IN_NANOS = 20_000_000;
  private static final long WATCH_EVERY_NANOS = 10_000_000;
  private static final long LAST_GRACE_NANOS = 1_000_000_000;
  private static final long LOOK_EVERY_MILLIS = 50;

  private final RunPlan plan;
  private final RunClock clock;
  private final TimelineBuilder timeline;
  private final Consumer<Increment> listener;
  private final ErrorTally errors = new ErrorTally();
  private final HiccupMeter hiccups = new HiccupMeter();
  private final GcPauses pauses = new GcPauses();
  private final EarlyEnd end;
  private final MemoryGuard memoryGuard;
  private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
  private final Recorder recorder;
  private final Performer performer;
  private final Driver driver;
  private final InjectedDelay delay = new InjectedDelay();
  private final Disturbances disturbances;
  private final Disturbances ahead;
  private final Pacer pacer;
  private final Sampler sampler;
  private final Interludes interludes;
  private final Crews crews;
  private final List<Skew> skews = new ArrayList<>();
  private volatile boolean over;
  private volatile OptionalLong timerSlack = OptionalLong.empty();

  /**
   * An engine for one run.
   *
   * @param listener is given each increment when its interval ends, on the sampling thread; an
   *     exception of it stops the run, which is then a problem of the timeline
   */
  public Engine(RunPlan plan, Clock clock, Consumer<Increment> listener) {
    this(plan, clock, listener, Interlude.NONE, new EarlyEnd());
  }

  /**
   * As {@link #Engine(RunPlan, Clock, Consumer)}, with something to do in the quiet phases.
   *
   * @param end where the run is asked to end early; what was left out is a fact of the timeline
   */
  public Engine(
      RunPlan plan, Clock clock, Consumer<Increment> listener, Interlude interlude, EarlyEnd end) {
    this(plan, clock, listener, interlude, end, new MemoryGuard());
  }

  Engine(
      RunPlan plan,
      Clock clock,
      Consumer<Increment> listener,
      Interlude interlude,
      EarlyEnd end,
      MemoryGuard memoryGuard) {
    this.end = end;
    this.memoryGuard = memoryGuard;
    this.plan = plan;
    this.clock = new RunClock(clock);
    this.listener = listener;
    this.recorder = new Recorder(plan.grid());
    this.performer = new Performer(plan, this.clock, recorder, errors);
    this.driver = driver();
    this.disturbances = new Disturbances(plan, this.clock, one -> one.leadNanos() == 0, delay);
    this.ahead = new Disturbances(plan, this.clock, one -> one.leadNanos() > 0, delay);
    this.pacer = new Pacer(plan, this.clock, driver, disturbances, end, this::hasStopped);
    this.sampler = new Sampler(plan, this.clock, recorder, hiccups, pauses, end, this::take);
    this.crews = new Crews(hired());
    this.interludes = new Interludes(plan, this.clock, crews, interlude);
    Map<String, Unit> units = new LinkedHashMap<>();
    plan.gauges().forEach((Gauge gauge) -> units.put(gauge.name(), gauge.unit()));
    this.timeline = new TimelineBuilder(plan.phases(), plan.bucketNanos(), units);
  }

  private Driver driver() {
    if (plan.work() instanceof Work.Async async) {
      return new AsyncDriver(plan, async, performer, clock);
    }
    if (plan.work() instanceof Work.Inline inline) {
      return new InlineDriver(plan, inline, clock, recorder, errors);
    }
    return new WorkerDriver(plan, (Work.Blocking) plan.work(), performer, clock);
  }

  /** The threads beside the pacing thread: those of bursts and of a closed model. */
  private List<Crew> hired() {
    List<Crew> hired = new ArrayList<>();
    if (plan.work() instanceof Work.Blocking blocking && !plan.users().isEmpty()) {
      hired.add(new ClosedDriver(plan, blocking, performer, clock, end));
    }
    for (BurstAt burst : plan.schedule().bursts()) {
      Skew skew = new Skew(burst.count());
      if (plan.work() instanceof Work.Blocking blocking) {
        hired.add(new BurstDriver(burst, plan, blocking, performer, clock, skew, this::unprepared));
      } else if (plan.work() instanceof Work.Async async) {
        hired.add(new AsyncBurst(burst, plan, async, performer, clock, skew, this::unprepared));
      }
      skews.add(skew);
    }
    return hired;
  }

  /**
   * Runs, on threads of its own, which have ended when it returns, but for those that do not come
   * back from the user's code.
   *
   * @return what was measured, to which the caller may add
   * @throws InterruptedException when the calling thread is interrupted; everything is undone and
   *     ended first
   */
  public TimelineBuilder run() throws InterruptedException {
    Thread pacing = background("spike-pacer", this::pace);
    Thread watch = background("spike-watch", this::watch);
    Thread sampling = background("spike-sampler", sampler::run);
    List<Thread> background = new ArrayList<>(List.of(pacing, watch, sampling));
    if (ahead.nextAt() != Long.MAX_VALUE) {
      background.add(background("spike-faults", this::applyAhead));
    }
    long timeout = plan.limits().timeoutNanos();
    pauses.listen();
    try {
      load(background);
      if (stopped.get() == null) {
        // Ends by itself once it has read the last interval.
        sampling.join();
      }
      waitFor(timeout, () -> driver.idle() && performer.idle());
    } finally {
      end(background);
    }
    report();
    return timeline;
  }

  /** Lets arrivals go to the end of the schedule; what it throws is a problem of the timeline. */
  private void load(List<Thread> background) throws InterruptedException {
    try (disturbances;
        ahead) {
      interludes.prepare();
      clock.startIn(START_IN_NANOS);
      crews.open();
      background.forEach(Thread::start);
      interludes.run(this::haveEnded, this::hasStopped);
      waitFor(background.get(0));
    } catch (RuntimeException | Error e) {
      stop("the load failed: " + e);
    } finally {
      over = true;
      crews.cancel();
    }
  }

  private boolean haveEnded(long due) {
    return pacer.isPast(due) && driver.idle() && performer.idle();
  }

  /** When the load ends, be it early. */
  private long endNanos() {
    return Math.min(plan.schedule().durationNanos(), end.nanos(plan, clock));
  }

  private boolean hasStopped() {
    return over || stopped.get() != null;
  }

  /**
   * Waits for the pacing thread. One that has not come back from the user's code a time-out after
   * the end is given up: what was due and never let go is counted as dropped.
   */
  private void waitFor(Thread pacing) throws InterruptedException {
    long timeout = plan.limits().timeoutNanos();
    long deadline = endNanos() + timeout;
    while (pacing.isAlive() && clock.now() < deadline) {
      pacing.join(LOOK_EVERY_MILLIS);
      deadline = Math.min(deadline, endNanos() + timeout);
      if (stopped.get() != null) {
        deadline = Math.min(deadline, clock.now() + timeout);
      }
    }
    if (pacing.isAlive()) {
      pacer.abandon(recorder, clock.now());
    }
  }

  private void waitFor(long nanos, BooleanSupplier done) throws InterruptedException {
    long deadline = clock.now() + nanos;
    while (!done.getAsBoolean() && clock.now() < deadline) {
      clock.sleepUntil(clock.now() + WATCH_EVERY_NANOS / 5);
    }
  }

  private void pace() {
    timerSlack = TimerSlack.lower();
    pacer.run();
  }

  private void watch() {
    try {
      for (long next = WATCH_EVERY_NANOS; ; next = clock.now() + WATCH_EVERY_NANOS) {
        clock.sleepUntil(next);
        hiccups.late(clock.now() - next);
        performer.expireOverdue();
        driver.expireOverdue(clock.now());
        disturbances.applyOverdue(clock.now());
        memoryGuard.alarm().ifPresent(this::stop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What takes a while to reach does not keep arrivals waiting. */
  private void applyAhead() {
    try {
      for (long next = ahead.nextAt(); next != Long.MAX_VALUE; next = ahead.nextAt()) {
        clock.sleepUntil(next);
        ahead.applyUntil(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void take(Increment increment) {
    timeline.add(increment);
    listener.accept(increment);
  }

  /** A thread whose failure stops the run and becomes a problem of the timeline. */
  private Thread background(String name, Runnable task) {
    Thread thread = new Thread(() -> guarded(name, task), name);
    thread.setDaemon(true);
    return thread;
  }

  private void guarded(String name, Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      stop(name + " failed: " + e);
    }
  }

  private void stop(String reason) {
    stopped.compareAndSet(null, reason);
  }

  private void unprepared(Throwable error) {
    stop("a user of a burst could not be prepared: " + error);
  }

  /** Records what is left and ends all threads that can be ended, also when interrupted. */
  private void end(List<Thread> background) {
    boolean interrupted = Thread.interrupted();
    driver.dropWaiting(clock.now());
    performer.finishAll();
    background.forEach(Thread::interrupt);
    pauses.close();
    try {
      long deadline = System.nanoTime() + LAST_GRACE_NANOS;
      driver.close(LAST_GRACE_NANOS);
      Crews.join(background, deadline);
      Crews.join(crews.threads(), deadline);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what was left out off the timeline. */
  private void cut() {
    long left = plan.schedule().durationNanos() - endNanos();
    String why = end.why();
    if (left > 0 && why != null) {
      Phase last = plan.phases().get(plan.phases().size() - 1);
      long planned = plan.schedule().countBetween(last.startNanos(), endNanos());
      timeline.endWith(last.until(endNanos(), planned));
      timeline.add(new Fact(LEFT_OUT, left, Unit.NANOS, why));
    }
  }

  private void reportDisturbances() {
    List<Disturbances> all = List.of(disturbances, ahead);
    all.stream()
        .flatMap(each -> each.events().stream())
        .sorted(Comparator.comparingLong(Event::actualNanos))
        .forEach(timeline::add);
    all.forEach(each -> each.facts().forEach(timeline::add));
    delay.facts(timeline.build()).forEach(timeline::add);
    all.forEach(each -> each.problems().forEach(timeline::addProblem));
  }

  private void report() {
    guarded("the last increment", () -> take(sampler.last()));
    cut();
    List<Skew> released = plan.work() instanceof Work.Inline ? pacer.skews() : skews;
    for (int i = 0; i < released.size(); i++) {
      timeline.add(released.get(i).fact(i == 0 ? "burst.skew" : "burst.skew." + (i + 1)));
    }
    reportDisturbances();
    interludes.problems().forEach(timeline::addProblem);
    errors.counts().forEach(timeline::addError);
    pauses.facts().forEach(timeline::add);
    timerSlack.ifPresent(
        slack -> timeline.add(new Fact("generator.timer-slack", slack, Unit.NANOS, "")));
    List<String> stuck =
        Stream.concat(performer.stuck().stream(), driver.stuck().stream()).toList();
    timeline.add(Fact.count("operations.stuck", stuck.size(), String.join("; ", stuck)));
    String reason = stopped.get();
    if (reason != null) {
      timeline.addProblem(reason);
    }
  }
}
