package dev.spike.report;

import dev.spike.judge.RecoveryWatch;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up increments to a line each second of the run and each phase: what ended in it. Not
 * thread-safe.
 */
final class IntervalLine {
  private static final long SECOND = 1_000_000_000;
  private static final int SHORT = 4;

  private final ScenarioPlan plan;
  private final boolean extra;
  private final Grid grid;
  private final int phaseWidth;
  private final RecoveryWatch watch;
  private final Map<String, Double> gauges = new LinkedHashMap<>();
  private Outcomes outcomes = Outcomes.NONE;
  private Latencies response = Latencies.EMPTY;
  private long gcNanos;
  private long hiccupNanos;
  private int last = -1;
  private boolean told = true;

  /**
   * Lines of a scenario.
   *
   * @param extra whether each increment has a line, with all gauges and this JVM's pauses
   */
  IntervalLine(ScenarioPlan plan, boolean extra) {
    this.plan = plan;
    this.extra = extra;
    grid = new Grid(plan.phases(), plan.bucketNanos());
    watch = new RecoveryWatch(plan.phases(), plan.bucketNanos());
    phaseWidth = plan.phases().stream().mapToInt(p -> p.name().length()).max().orElse(0);
  }

  /** Adds an increment, and gives a line when with it a second or a phase is over. */
  Optional<String> add(Increment increment) {
    boolean afterwards = increment.index() == last;
    watch.add(increment);
    for (Interval interval : increment.ended()) {
      response = response.plus(interval.response());
    }
    outcomes = outcomes.plus(increment.outcomes());
    gauges.putAll(increment.gauges());
    gcNanos += increment.gcNanos();
    hiccupNanos = Math.max(hiccupNanos, increment.hiccupNanos());
    last = increment.index();
    told = afterwards && outcomes.due() == 0;
    return !told && (extra || afterwards || isEdge(last))
        ? Optional.of(line(afterwards))
        : Optional.empty();
  }

  /** The line of what was added and not told yet. */
  Optional<String> rest() {
    return told ? Optional.empty() : Optional.of(line(false));
  }

  /** How long the load is, as planned. */
  long plannedNanos() {
    return plan.phases().stream().mapToLong(Phase::endNanos).max().orElse(0);
  }

  /** How far the load has come. */
  long nanos() {
    return last < 0 ? 0 : grid.endOf(last);
  }

  private boolean isEdge(int index) {
    long end = grid.endOf(index);
    boolean second = end / SECOND > grid.startOf(index) / SECOND;
    return second || end == grid.phaseOf(index).endNanos();
  }

  private String line(boolean afterwards) {
    String phase = afterwards ? "drain" : grid.phaseOf(last).name();
    String line =
        String.format(
            Locale.ROOT,
            "%-" + Math.max(5, phaseWidth) + "s %7.1f s: ended %d, ok %d, errors %d",
            phase,
            nanos() / 1e9,
            outcomes.due(),
            outcomes.ok(),
            outcomes.bad());
    String now = afterwards ? "" : faults() + recovery();
    String full = line + latencies() + now + gauges() + pauses();
    reset();
    return full;
  }

  /** Those planned to be on; what the last interval ends with counts. */
  private String faults() {
    List<String> on = plan.faultsAt(grid.endOf(last) - 1);
    return on.isEmpty() ? "" : "; " + String.join(", ", on) + " on";
  }

  private String recovery() {
    return switch (watch.state()) {
      case BASELINE, SPIKE, UNKNOWN -> "";
      case OUT -> "; out of band";
      case BACK -> "; back since " + Figures.time((double) watch.backSinceNanos());
      case RELAPSED -> "; out of band again";
    };
  }

  private String latencies() {
    if (response.count() == 0) {
      return "";
    }
    return "; p50 "
        + Figures.time(response.percentile(50))
        + ", p95 "
        + Figures.time(response.percentile(95))
        + ", max "
        + Figures.time(response.max());
  }

  private String gauges() {
    List<String> shown = new ArrayList<>();
    for (Map.Entry<String, Unit> gauge : plan.gauges().entrySet()) {
      Double value = gauges.get(gauge.getKey());
      if (value != null && (extra || shown.size() < SHORT)) {
        shown.add(gauge.getKey() + " " + Figures.of(value, gauge.getValue()));
      }
    }
    return shown.isEmpty() ? "" : "; " + String.join(", ", shown);
  }

  private String pauses() {
    return extra
        ? "; own gc "
            + Figures.time((double) gcNanos)
            + ", hiccup "
            + Figures.time((double) hiccupNanos)
        : "";
  }

  private void reset() {
    outcomes = Outcomes.NONE;
    response = Latencies.EMPTY;
    gauges.clear();
    gcNanos = 0;
    hiccupNanos = 0;
    told = true;
  }
}
