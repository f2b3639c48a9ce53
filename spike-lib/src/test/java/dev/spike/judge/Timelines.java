package dev.spike.judge;

import dev.spike.measure.Fact;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Small timelines for the tests of the judge: one second each of baseline and spike. */
final class Timelines {
  private static final long SECOND = 1_000_000_000;
  private static final List<Phase> PHASES =
      List.of(
          new Phase("BASELINE", Role.BASELINE, 0, SECOND, 100, 0),
          new Phase("SPIKE", Role.SPIKE, SECOND, 2 * SECOND, 100, 2 * SECOND));

  private final Recorder recorder = new Recorder(new Grid(PHASES, SECOND));
  private final TimelineBuilder builder =
      new TimelineBuilder(PHASES, SECOND, Map.of("pool.active", Unit.COUNT));

  /** So many operations of the spike, each served that long after a delay of the generator. */
  Timelines spike(int count, double delaySeconds, double serviceSeconds, Outcome outcome) {
    long dispatched = SECOND + Math.round(delaySeconds * 1e9);
    for (int i = 0; i < count; i++) {
      recorder.ended(
          SECOND, dispatched, dispatched, dispatched + Math.round(serviceSeconds * 1e9), outcome);
    }
    return this;
  }

  Timelines hiccup(double seconds) {
    builder.add(new Increment(1, List.of(), Map.of(), 0, Math.round(seconds * 1e9)));
    return this;
  }

  Timelines gauge(double value) {
    builder.add(new Increment(1, List.of(), Map.of("pool.active", value), 0, 0));
    return this;
  }

  Timelines fact(double value) {
    builder.add(new Fact("pool.leaked", value, Unit.COUNT, "of 10"));
    return this;
  }

  Timelines problem(String problem) {
    builder.addProblem(problem);
    return this;
  }

  Timeline build() {
    return builder.add(new Increment(1, recorder.drain(), Map.of(), 0, 0)).build();
  }

  static Timeline withSucceeded(Timeline of, IntFunction<Long> succeeded) {
    return new Timeline(
        of.bucketNanos(),
        of.phases(),
        of.intervals(),
        IntStream.range(0, of.intervals().size()).mapToObj(succeeded).toList(),
        of.series(),
        of.gcNanos(),
        of.hiccupNanos(),
        of.facts(),
        of.events(),
        of.errors(),
        of.problems());
  }
}
