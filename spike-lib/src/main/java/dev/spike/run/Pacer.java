package dev.spike.run;

import dev.spike.measure.Phase;
import dev.spike.schedule.ArrivalSchedule;
import java.util.function.BooleanSupplier;

/**
 * Lets steady arrivals go and applies the disturbances, each when it is due, on the thread that
 * calls it.
 */
final class Pacer {
  private static final long LONGEST_SLEEP_NANOS = 50_000_000;

  private final RunPlan plan;
  private final RunClock clock;
  private final OpenDriver driver;
  private final Disturbances disturbances;
  private final BooleanSupplier stopped;

  Pacer(
      RunPlan plan,
      RunClock clock,
      OpenDriver driver,
      Disturbances disturbances,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.clock = clock;
    this.driver = driver;
    this.disturbances = disturbances;
    this.stopped = stopped;
  }

  /** Runs to the end of the schedule, or until stopped. */
  void run() throws InterruptedException {
    ArrivalSchedule.Cursor cursor = plan.schedule().steady();
    int phase = 0;
    for (long due = cursor.next(); due != ArrivalSchedule.Cursor.END; due = cursor.next()) {
      if (!waitUntil(due)) {
        return;
      }
      while (!plan.phases().get(phase).contains(due)) {
        phase++;
      }
      driver.dispatch(arrival(cursor.index(due), due, plan.phases().get(phase)), clock.now());
    }
    waitUntil(plan.schedule().durationNanos());
  }

  private Arrival arrival(long index, long due, Phase phase) {
    return new Arrival(index, due, phase.name(), false, plan.seed());
  }

  /** Waits, applying the edges on the way; false when stopped meanwhile. */
  private boolean waitUntil(long nanos) throws InterruptedException {
    while (!stopped.getAsBoolean()) {
      disturbances.applyUntil(Math.min(nanos, clock.now()));
      long now = clock.now();
      if (now >= nanos) {
        disturbances.applyUntil(nanos);
        return true;
      }
      rest(Math.min(nanos, now + LONGEST_SLEEP_NANOS));
    }
    return false;
  }

  /**
   * A fault that begins with a burst has to be there before the burst is, so edges are met on the
   * dot.
   */
  private void rest(long until) throws InterruptedException {
    long edge = disturbances.nextAt();
    if (edge <= until) {
      clock.awaitExactly(edge);
    } else {
      clock.sleepUntil(until);
    }
  }
}
