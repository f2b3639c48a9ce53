package dev.spike.run;

import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan once: lets every arrival go when it is due, records how it came out, ends what takes
 * too long, and gives the timeline. A run lasts as long as its schedule and at most one time-out
 * and a second more. Use an engine once.
 */
public final class Engine {
  private static final long START_IN_NANOS = 20_000_000;
  private static final long WATCH_EVERY_NANOS = 10_000_000;
  private static final long LAST_GRACE_NANOS = 1_000_000_000;

  private final RunPlan plan;
  private final RunClock clock;
  private final TimelineBuilder timeline;
  private final Consumer<Increment> listener;
  private final ErrorTally errors = new ErrorTally();
  private final HiccupMeter hiccups = new HiccupMeter();
  private final MemoryGuard memoryGuard;
  private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
  private final Recorder recorder;
  private final Performer performer;
  private final Sampler sampler;

  /**
   * An engine for one run.
   *
   * @param listener is given each increment when its interval ends, on the sampling thread; an
   *     exception of it stops the run, which is then a problem of the timeline
   */
  public Engine(RunPlan plan, Clock clock, Consumer<Increment> listener) {
    this(plan, clock, listener, new MemoryGuard());
  }

  Engine(RunPlan plan, Clock clock, Consumer<Increment> listener, MemoryGuard memoryGuard) {
    this.memoryGuard = memoryGuard;
    this.plan = plan;
    this.clock = new RunClock(clock);
    this.listener = listener;
    this.recorder = new Recorder(plan.grid());
    this.performer = new Performer(plan, this.clock, recorder, errors);
    this.sampler = new Sampler(plan, this.clock, recorder, hiccups, this::take);
    Map<String, Unit> units = new LinkedHashMap<>();
    plan.gauges().forEach((Gauge gauge) -> units.put(gauge.name(), gauge.unit()));
    this.timeline = new TimelineBuilder(plan.phases(), plan.bucketNanos(), units);
  }

  /**
   * Runs, on the calling thread and some of its own, which have ended when it returns.
   *
   * @return what was measured, to which the caller may add
   * @throws InterruptedException when the calling thread is interrupted; everything is undone and
   *     ended first
   */
  public TimelineBuilder run() throws InterruptedException {
    List<BurstDriver> bursts = new ArrayList<>();
    Disturbances disturbances = new Disturbances(plan, clock);
    OpenDriver driver = new OpenDriver(plan, performer);
    Thread watch = background("spike-watch", this::watch);
    Thread sampling = background("spike-sampler", sampler::run);
    try {
      load(driver, disturbances, bursts, List.of(watch, sampling));
      if (stopped.get() == null) {
        // Ends by itself once it has read the last interval.
        sampling.join();
      }
      waitFor(plan.timeoutNanos(), () -> driver.idle() && performer.idle());
    } finally {
      end(driver, bursts, List.of(watch, sampling));
    }
    report(bursts, disturbances);
    return timeline;
  }

  /** Lets arrivals go to the end of the schedule; what it throws is a problem of the timeline. */
  private void load(
      OpenDriver driver,
      Disturbances disturbances,
      List<BurstDriver> bursts,
      List<Thread> background)
      throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    try (disturbances) {
      prepareBursts(bursts, gate);
      clock.startIn(START_IN_NANOS);
      gate.countDown();
      background.forEach(Thread::start);
      new Pacer(plan, clock, driver, disturbances, () -> stopped.get() != null).run();
    } catch (RuntimeException | Error e) {
      stop("the load failed: " + e);
    } finally {
      bursts.forEach(BurstDriver::cancel);
      gate.countDown();
    }
  }

  private void prepareBursts(List<BurstDriver> bursts, CountDownLatch gate)
      throws InterruptedException {
    ThreadFactory threads = plan.threads().factory("spike-burst");
    for (BurstAt burst : plan.schedule().bursts()) {
      Phase phase =
          plan.phases().stream().filter(p -> p.contains(burst.atNanos())).findFirst().orElseThrow();
      long index = plan.schedule().firstIndexOf(burst);
      BurstDriver driver = new BurstDriver(burst, performer, clock);
      bursts.add(driver);
      driver.prepare(
          threads, new Arrival(index, burst.atNanos(), phase.name(), true, plan.seed()), gate);
    }
  }

  private void waitFor(long nanos, BooleanSupplier done) throws InterruptedException {
    long deadline = clock.now() + nanos;
    while (!done.getAsBoolean() && clock.now() < deadline) {
      clock.sleepUntil(clock.now() + WATCH_EVERY_NANOS / 5);
    }
  }

  private void watch() {
    try {
      for (long next = WATCH_EVERY_NANOS; ; next = clock.now() + WATCH_EVERY_NANOS) {
        clock.sleepUntil(next);
        hiccups.late(clock.now() - next);
        performer.expireOverdue();
        memoryGuard.alarm().ifPresent(this::stop);
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

  /** Records what is left and ends all threads that can be ended, also when interrupted. */
  private void end(OpenDriver driver, List<BurstDriver> bursts, List<Thread> background) {
    boolean interrupted = Thread.interrupted();
    driver.dropWaiting(clock.now());
    performer.finishAll();
    background.forEach(Thread::interrupt);
    try {
      long deadline = System.nanoTime() + LAST_GRACE_NANOS;
      driver.close(LAST_GRACE_NANOS);
      for (BurstDriver burst : bursts) {
        burst.join(deadline);
      }
      for (Thread thread : background) {
        thread.join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(List<BurstDriver> bursts, Disturbances disturbances) {
    guarded("the last increment", () -> take(sampler.last()));
    for (int i = 0; i < bursts.size(); i++) {
      timeline.add(bursts.get(i).skew(i == 0 ? "burst.skew" : "burst.skew." + (i + 1)));
    }
    disturbances.events().forEach(timeline::add);
    disturbances.facts().forEach(timeline::add);
    disturbances.problems().forEach(timeline::addProblem);
    errors.counts().forEach(timeline::addError);
    List<String> stuck = performer.stuck();
    timeline.add(Fact.count("operations.stuck", stuck.size(), String.join("; ", stuck)));
    String reason = stopped.get();
    if (reason != null) {
      timeline.addProblem(reason);
    }
  }
}
