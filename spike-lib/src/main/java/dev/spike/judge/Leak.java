package dev.spike.judge;

import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the live set grows from cycle to cycle of repeated spikes: the slope of the live set on
 * the number of the cycle, held against a limit by its interval. The first two cycles are left out,
 * in which classes are loaded and caches filled. A significant trend alone would be no sign of a
 * leak, as every cache that warms up has one.
 *
 * @param cycles those whose live set is known, in order
 * @param missing why others are not known; empty when all are
 * @param maxHeapBytes the heap's limit; NaN when it is not known
 */
record Leak(List<Cycle> cycles, String missing, double maxHeapBytes) {
  private static final int LEAST_CYCLES = 8;
  private static final int WARM_UP_CYCLES = 2;

  /**
   * A spike, what followed it, and the quiet phase at its end.
   *
   * @param number from 1
   * @param liveSet in bytes, read in the quiet phase
   * @param operations due since the quiet phase before
   */
  record Cycle(int number, double liveSet, double operations) {}

  static Leak in(Timeline timeline) {
    List<Cycle> known = new ArrayList<>();
    String missing = "";
    long from = 0;
    int number = 0;
    for (Phase quiet : timeline.phases(Role.QUIET).toList()) {
      Fact live = timeline.fact(Criteria.LIVE_SET + quiet.name()).orElse(unread(quiet));
      long since = from;
      from = quiet.endNanos();
      number++;
      if (Double.isNaN(live.value())) {
        missing = missing.isEmpty() ? ", not in " + quiet.name() + ": " + live.detail() : missing;
      } else {
        known.add(new Cycle(number, live.value(), due(timeline, since, quiet.startNanos())));
      }
    }
    double maxHeap = timeline.fact(Criteria.MAX_HEAP).map(Fact::value).orElse(Double.NaN);
    return new Leak(known, missing, maxHeap);
  }

  private static Fact unread(Phase quiet) {
    return new Fact(Criteria.LIVE_SET + quiet.name(), Double.NaN, Unit.BYTES, "not measured");
  }

  private static double due(Timeline timeline, long from, long to) {
    return timeline
        .total(phase -> phase.startNanos() >= from && phase.endNanos() <= to)
        .outcomes()
        .due();
  }

  CriterionResult answer(Criterion criterion) {
    if (cycles.size() < LEAST_CYCLES) {
      String why =
          "the live set is known of "
              + cycles.size()
              + " cycles"
              + missing
              + "; it takes "
              + LEAST_CYCLES
              + " to tell, such as load.repeated(10)";
      return new CriterionResult(criterion, Answer.INCONCLUSIVE, Double.NaN, why);
    }
    List<Cycle> warm = cycles.stream().filter(cycle -> cycle.number > WARM_UP_CYCLES).toList();
    TheilSen growth = growth(warm);
    boolean kept = criterion.comparison().holds(growth.high(), criterion.limit());
    boolean broken = !criterion.comparison().holds(growth.low(), criterion.limit());
    if (kept) {
      String blind = blind(criterion.limit());
      Answer answer = blind.isEmpty() ? Answer.MET : Answer.INCONCLUSIVE;
      return result(criterion, answer, growth, warm, blind);
    }
    if (broken && !slows(warm)) {
      return result(criterion, Answer.NOT_MET, growth, warm, "LEAK: ");
    }
    String why =
        broken
            ? "it grows less and less, as a cache does that fills; watch more cycles: "
            : "the limit lies within the interval; watch more cycles: ";
    return result(criterion, Answer.INCONCLUSIVE, growth, warm, why);
  }

  private static TheilSen growth(List<Cycle> cycles) {
    return TheilSen.of(
        cycles.stream().mapToDouble(Cycle::number).toArray(),
        cycles.stream().mapToDouble(Cycle::liveSet).toArray());
  }

  /** Whether each cycle surely adds less than the one before. */
  private static boolean slows(List<Cycle> cycles) {
    int steps = cycles.size() - 1;
    double[] x = new double[steps];
    double[] added = new double[steps];
    for (int i = 0; i < steps; i++) {
      Cycle from = cycles.get(i);
      Cycle to = cycles.get(i + 1);
      x[i] = to.number;
      added[i] = (to.liveSet - from.liveSet) / (to.number - from.number);
    }
    return TheilSen.of(x, added).high() < 0;
  }

  /** Why growth up to the limit could not have been seen; empty when it could. */
  private String blind(double limit) {
    if (Double.isNaN(maxHeapBytes)) {
      return "the limit of the heap is not known, so it may be too small to show growth: ";
    }
    Cycle first = cycles.get(0);
    double grown = limit * (cycles.get(cycles.size() - 1).number - first.number);
    return maxHeapBytes - first.liveSet >= grown
        ? ""
        : "a heap of at most "
            + Wording.of(maxHeapBytes, Unit.BYTES)
            + " could not show such growth; give the target more with -Xmx: ";
  }

  private CriterionResult result(
      Criterion criterion, Answer answer, TheilSen growth, List<Cycle> warm, String verdict) {
    double operations = warm.stream().mapToDouble(Cycle::operations).average().orElse(Double.NaN);
    String detail =
        verdict
            + "["
            + Wording.of(growth.low(), Unit.BYTES)
            + ", "
            + Wording.of(growth.high(), Unit.BYTES)
            + "] a cycle, "
            + Wording.of(growth.slope() / operations, Unit.BYTES)
            + " an operation, over cycles "
            + warm.get(0).number
            + " to "
            + warm.get(warm.size() - 1).number
            + missing;
    return new CriterionResult(criterion, answer, growth.slope(), detail);
  }
}
