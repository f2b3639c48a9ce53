package dev.spike.run;

import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Lets arrivals go and applies the disturbances, each when it is due, on the thread that calls it.
 */
final class Pacer {
  private static final long LONGEST_SLEEP_NANOS = 50_000_000;
  private static final long STOPPED = Long.MIN_VALUE;

  private final RunPlan plan;
  private final RunClock clock;
  private final Driver driver;
  private final Disturbances disturbances;
  private final EarlyEnd end;
  private final BooleanSupplier stopped;
  private final List<Skew> skews = new ArrayList<>();
  private final AtomicLong handedOver = new AtomicLong();
  private final AtomicLong waitingFor = new AtomicLong();
  private volatile boolean abandoned;
  private Phase phase;
  private int phaseIndex;

  Pacer(
      RunPlan plan,
      RunClock clock,
      Driver driver,
      Disturbances disturbances,
      EarlyEnd end,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.clock = clock;
    this.driver = driver;
    this.disturbances = disturbances;
    this.end = end;
    this.stopped = stopped;
    this.phase = plan.phases().get(0);
    if (releasesBursts(plan)) {
      plan.schedule().bursts().forEach(burst -> skews.add(new Skew(burst.count())));
    }
  }

  /** With inline operations a burst is a row of arrivals that are due at one instant. */
  private static boolean releasesBursts(RunPlan plan) {
    return plan.work() instanceof Work.Inline;
  }

  /** Runs to the end of the schedule or the early one, or until stopped. */
  void run() {
    Clock.Waiter waiter = clock.waiter(plan.spinNanos());
    Arrivals arrivals = new Arrivals(plan.schedule(), releasesBursts(plan));
    long count = 0;
    for (long due = arrivals.next(); due != Arrivals.END; due = arrivals.next()) {
      waitingFor.lazySet(due);
      long now = waitUntil(due, waiter);
      if (now == STOPPED || due >= endNanos()) {
        return;
      }
      if (arrivals.burst() != Arrivals.STEADY) {
        skews.get(arrivals.burst()).started(now);
      }
      handedOver.lazySet(++count);
      driver.dispatch(arrivals.index(), due, phaseOf(due), now);
    }
    waitingFor.lazySet(Long.MAX_VALUE);
    waitUntil(plan.schedule().durationNanos(), waiter);
  }

  /** Whether every arrival that is due before an instant has been dispatched. */
  boolean isPast(long nanos) {
    return waitingFor.get() >= nanos;
  }

  private long endNanos() {
    return end.nanos(plan, clock);
  }

  private String phaseOf(long due) {
    while (due >= phase.endNanos()) {
      phase = plan.phases().get(++phaseIndex);
    }
    return phase.name();
  }

  /**
   * Waits for an instant or the early end, applying the edges on the way, and gives the present
   * time, or STOPPED.
   */
  private long waitUntil(long instant, Clock.Waiter waiter) {
    long now = clock.now();
    while (!abandoned && !stopped.getAsBoolean()) {
      long due = Math.min(instant, endNanos());
      long reached = Math.min(due, now);
      if (disturbances.nextAt() <= reached) {
        disturbances.applyUntil(reached);
        now = clock.now();
      }
      if (now >= due) {
        return now;
      }
      rest(Math.min(due, now + LONGEST_SLEEP_NANOS), waiter);
      now = clock.now();
    }
    return STOPPED;
  }

  /**
   * A fault that begins with a burst has to be there before the burst is, so edges are met on the
   * dot. Whoever interrupts this thread means an operation on it, or has stopped the run first.
   */
  private void rest(long until, Clock.Waiter waiter) {
    long edge = disturbances.nextAt();
    try {
      if (edge <= until) {
        clock.awaitExactly(edge);
      } else {
        waiter.waitUntil(until);
      }
    } catch (InterruptedException e) {
      // The loop above looks whether the run goes on.
    }
  }

  /**
   * Gives up on the pacing thread, which does not come back from the user's code: it will let
   * nothing more go, and what was due by now and was not let go is counted as dropped.
   */
  void abandon(Recorder recorder, long now) {
    abandoned = true;
    Arrivals arrivals = new Arrivals(plan.schedule(), releasesBursts(plan));
    long left = handedOver.get();
    long before = Math.min(now + 1, endNanos());
    for (long due = arrivals.next(); due != Arrivals.END && due < before; due = arrivals.next()) {
      if (left-- <= 0) {
        recorder.dropped(due, now - due);
      }
    }
  }

  /** First to last start of each burst that this pacer released. */
  List<Skew> skews() {
    return skews;
  }
}
