package dev.spike;

import dev.spike.measure.Grid;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.report.ScenarioPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Whether a plan has enough of everything to judge recovery by, and what it needs if not. */
record PlannedRecovery(ScenarioPlan plan, Grid grid) {
  /** Why its recovery will be INCONCLUSIVE, if so. */
  Optional<String> problem() {
    return missing(Role.BASELINE)
        .or(() -> missing(Role.SPIKE))
        .or(this::thinBaseline)
        .or(this::thinWatch)
        .map(why -> "scenario " + plan.name() + ": " + why);
  }

  private Optional<String> missing(Role role) {
    return plan.phases().stream().anyMatch(phase -> phase.role() == role)
        ? Optional.empty()
        : Optional.of("recovery cannot be judged without a " + role + " phase; add one");
  }

  private Optional<String> thinBaseline() {
    List<Phase> baselines =
        plan.phases().stream().filter(phase -> phase.role() == Role.BASELINE).toList();
    long samples = baselines.stream().mapToLong(Phase::planned).sum();
    long intervals = intervals(phase -> phase.role() == Role.BASELINE, 0);
    if (samples >= Defaults.BASELINE_SAMPLES && intervals >= Defaults.BASELINE_BUCKETS) {
      return Optional.empty();
    }
    double nanos = baselines.stream().mapToDouble(p -> p.endNanos() - p.startNanos()).sum();
    return Optional.of(
        "a baseline of "
            + samples
            + " samples in "
            + intervals
            + " intervals is too thin to judge recovery by; it needs "
            + Defaults.BASELINE_SAMPLES
            + " samples in "
            + Defaults.BASELINE_BUCKETS
            + " intervals, "
            + (samples == 0 ? "such as 300/s for 6 s" : enough(samples, nanos)));
  }

  /** At this rate for longer, or for as long at another rate. */
  private String enough(long samples, double nanos) {
    double shortest = (double) Defaults.BASELINE_BUCKETS * plan.bucketNanos();
    double rate = samples * 1e9 / nanos;
    double length = Math.max(shortest, Defaults.BASELINE_SAMPLES * 1e9 / rate);
    double higher = Defaults.BASELINE_SAMPLES * 1e9 / Math.max(shortest, nanos);
    return "such as "
        + whole(rate)
        + "/s for "
        + seconds(Math.ceil(length / 1e8) * 1e8)
        + " or "
        + whole(Math.max(rate, higher))
        + "/s for "
        + seconds(Math.max(shortest, nanos));
  }

  /** After the spike intervals are joined until they hold a p95; of those the judge takes ten. */
  private Optional<String> thinWatch() {
    Phase last = last(phase -> phase.role().judged());
    Phase spike = last(phase -> phase.role() == Role.SPIKE);
    long intervals = intervals(phase -> phase.role().judged(), spike.quietFromNanos());
    double due = last.plannedRate() * plan.bucketNanos() / 1e9;
    double needed = Defaults.TAIL_WIDE_BUCKETS * Math.ceil(Defaults.SAMPLES_FOR_P95 / due);
    if (intervals >= needed) {
      return Optional.empty();
    }
    double joined = Math.max(1, Math.floor((double) intervals / Defaults.TAIL_WIDE_BUCKETS));
    double rate = Defaults.SAMPLES_FOR_P95 * 1e9 / (joined * plan.bucketNanos());
    return Optional.of(
        whole(last.plannedRate())
            + "/s over the "
            + intervals
            + " intervals after the spike are too few to judge recovery by; it needs "
            + (due == 0 ? "" : seconds(needed * plan.bucketNanos()) + " of them or ")
            + whole(rate)
            + "/s for "
            + seconds((double) intervals * plan.bucketNanos()));
  }

  private Phase last(Predicate<Phase> which) {
    return plan.phases().stream().filter(which).reduce((first, second) -> second).orElseThrow();
  }

  private long intervals(Predicate<Phase> which, long fromNanos) {
    return IntStream.range(0, grid.size())
        .filter(i -> which.test(grid.phaseOf(i)) && grid.startOf(i) >= fromNanos)
        .count();
  }

  private static long whole(double rate) {
    return (long) Math.ceil(rate - 1e-9);
  }

  private static String seconds(double nanos) {
    return Math.round(nanos / 1e6) / 1e3 + " s";
  }
}
