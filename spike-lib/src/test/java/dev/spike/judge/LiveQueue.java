package dev.spike.judge;

import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * An M/M/1 queue at 300/s, 900/s for 2 s after 6 s, told as a run tells it: what ended in each
 * interval of 200 ms.
 */
final class LiveQueue {
  static final long SECOND = 1_000_000_000;
  static final long SPIKE = 6 * SECOND;
  static final long ORIGIN = 8 * SECOND;
  static final long END = 38 * SECOND;
  static final long BUCKET = SECOND / 5;
  static final List<Phase> PHASES =
      List.of(
          new Phase("BASELINE", Role.BASELINE, 0, SPIKE, 1_800, 0),
          new Phase("SPIKE", Role.SPIKE, SPIKE, ORIGIN, 1_800, ORIGIN),
          new Phase("RECOVERY", Role.RECOVERY, ORIGIN, END, 9_000, ORIGIN));

  private final SplittableRandom random;
  private final DoubleUnaryOperator served;
  private final Grid grid = new Grid(PHASES, BUCKET);
  private final Recorder recorder = new Recorder(grid);
  private final List<Increment> increments = new ArrayList<>();

  /**
   * A run.
   *
   * @param served how many operations it can serve each second, by seconds since the spike's end
   */
  LiveQueue(long seed, DoubleUnaryOperator served) {
    this.random = new SplittableRandom(seed);
    this.served = served;
  }

  List<Increment> increments() {
    double free = 0;
    for (double due = gap(0); due < END; due += gap(due)) {
      double start = Math.max(free, due);
      double rate = served.applyAsDouble((start - ORIGIN) / SECOND);
      free = start + exponential() / rate * SECOND;
      endIntervalsBefore(free);
      recorder.ended((long) due, (long) due, (long) start, (long) free, Outcome.OK);
    }
    endIntervalsBefore(END);
    increments.add(new Increment(grid.size() - 1, recorder.drain(), Map.of(), 0, 0));
    return increments;
  }

  private double gap(double due) {
    return exponential() / (due >= SPIKE && due < ORIGIN ? 900 : 300) * SECOND;
  }

  private double exponential() {
    return -Math.log(1 - random.nextDouble());
  }

  private void endIntervalsBefore(double nanos) {
    while (increments.size() < grid.size() && grid.endOf(increments.size()) <= nanos) {
      increments.add(new Increment(increments.size(), recorder.drain(), Map.of(), 0, 0));
    }
  }
}
