package dev.spike.run;

import dev.spike.measure.Gauge;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Recorder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * At the end of each interval takes what was recorded, reads the gauges, and hands both on as an
 * increment.
 */
final class Sampler {
  private final RunPlan plan;
  private final RunClock clock;
  private final Recorder recorder;
  private final HiccupMeter hiccups;
  private final GcPauses pauses;
  private final EarlyEnd end;
  private final Consumer<Increment> increments;

  Sampler(
      RunPlan plan,
      RunClock clock,
      Recorder recorder,
      HiccupMeter hiccups,
      GcPauses pauses,
      EarlyEnd end,
      Consumer<Increment> increments) {
    this.plan = plan;
    this.clock = clock;
    this.recorder = recorder;
    this.hiccups = hiccups;
    this.pauses = pauses;
    this.end = end;
    this.increments = increments;
  }

  /**
   * Samples to the end of the grid or the early one, on the thread that calls it; not on when
   * interrupted.
   */
  void run() {
    Grid grid = plan.grid();
    try {
      for (int i = 0; i < grid.size() && grid.endOf(i) <= end.nanos(plan, clock); i++) {
        sleepUntil(grid.endOf(i));
        increments.accept(increment(i, readings()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A late wake-up tells of this JVM; having been busy with the last interval tells nothing. */
  private void sleepUntil(long nanos) throws InterruptedException {
    boolean early = clock.now() < nanos;
    clock.sleepUntil(nanos);
    if (early) {
      hiccups.late(clock.now() - nanos);
    }
  }

  /**
   * What is left when all has ended; counted to the last interval of the clock, without readings.
   */
  Increment last() {
    Grid grid = plan.grid();
    long until = Math.min(plan.schedule().durationNanos(), end.nanos(plan, clock));
    return increment(grid.indexOf(until - 1), Map.of());
  }

  private Increment increment(int index, Map<String, Double> readings) {
    return new Increment(
        index, recorder.drain(), readings, pauses.takeNanos(), hiccups.takeWorstNanos());
  }

  private Map<String, Double> readings() {
    Map<String, Double> readings = new HashMap<>();
    for (Gauge gauge : plan.gauges()) {
      readings.put(gauge.name(), gauge.value().getAsDouble());
    }
    return readings;
  }
}
