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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A timeline of repeated spikes of a second, each followed by a quiet second. */
final class Cycles {
  static final double MB = 1 << 20;
  static final int OPERATIONS = 10;

  private static final long SECOND = 1_000_000_000;

  private Cycles() {}

  /** What is said of the live sets, in bytes, with a limit of 1 MB a cycle. */
  static CriterionResult judged(double... liveSets) {
    return judged(4_096 * MB, liveSets);
  }

  static CriterionResult judged(double maxHeap, double... liveSets) {
    Criterion noLeak = Criteria.leak().below(MB);
    Judgement judgement =
        new StandardJudge().judge(timeline(maxHeap, liveSets), List.of(noLeak), List.of());
    return judgement.criteria().get(0);
  }

  private static Timeline timeline(double maxHeap, double... liveSets) {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < liveSets.length; i++) {
      long start = 2L * i * SECOND;
      long quiet = start + SECOND;
      phases.add(new Phase("SPIKE-" + i, Role.SPIKE, start, quiet, OPERATIONS, quiet));
      phases.add(new Phase("QUIET-" + i, Role.QUIET, quiet, quiet + SECOND, 0, quiet));
    }
    Recorder recorder = new Recorder(new Grid(phases, SECOND));
    TimelineBuilder builder = new TimelineBuilder(phases, SECOND, Map.of());
    for (int i = 0; i < liveSets.length; i++) {
      for (int j = 0; j < OPERATIONS; j++) {
        long due = 2L * i * SECOND;
        recorder.ended(due, due, due, due + 1_000, Outcome.OK);
      }
      String why = Double.isNaN(liveSets[i]) ? "no jcmd" : "Serial";
      builder.add(new Fact(Criteria.LIVE_SET + "QUIET-" + i, liveSets[i], Unit.BYTES, why));
    }
    builder.add(new Fact(Criteria.MAX_HEAP, maxHeap, Unit.BYTES, ""));
    int last = phases.size() - 1;
    return builder.add(new Increment(last, recorder.drain(), Map.of(), 0, 0)).build();
  }
}
