package dev.spike.diff;

import dev.spike.judge.Baseline;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Timeline;
import dev.spike.repeat.Exclusion;
import dev.spike.repeat.Repeats;
import dev.spike.report.Results;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs of one scenario in one of the files.
 *
 * @param runs all that there were, at least one
 * @param repeats what they say together; empty where there is only one
 */
record Side(List<ScenarioResult> runs, Optional<Repeats> repeats) {
  /** Those of a file by name, in order. */
  static Map<String, Side> of(Results results) {
    Map<String, Repeats> repeats =
        results.repeats().stream()
            .filter(each -> each.repetition().count() > 1)
            .collect(Collectors.toMap(each -> each.repetition().of(), each -> each));
    Map<String, List<ScenarioResult>> runs =
        results.scenarios().stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.plan().repetition().of(), LinkedHashMap::new, Collectors.toList()));
    Map<String, Side> sides = new LinkedHashMap<>();
    runs.forEach((n, all) -> sides.put(n, new Side(all, Optional.ofNullable(repeats.get(n)))));
    return sides;
  }

  ScenarioPlan plan() {
    return runs.get(0).plan();
  }

  /** The runs whose figures can be trusted. */
  List<ScenarioResult> counted() {
    Set<String> excluded =
        repeats.stream()
            .flatMap(all -> all.excluded().stream())
            .map(Exclusion::run)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return runs.stream()
        .filter(run -> run.timeline() != null && !excluded.contains(run.plan().name()))
        .filter(run -> repeats.isPresent() || flaw(run).isEmpty())
        .toList();
  }

  List<Timeline> timelines() {
    return counted().stream().map(ScenarioResult::timeline).filter(Objects::nonNull).toList();
  }

  List<Judgement> judgements() {
    return counted().stream().map(ScenarioResult::judgement).filter(Objects::nonNull).toList();
  }

  /** Differences below this are the generator's. */
  double resolutionNanos() {
    return timelines().stream()
        .flatMap(timeline -> Baseline.of(timeline).stream())
        .mapToDouble(Baseline::resolutionNanos)
        .max()
        .orElse(0);
  }

  /** Why nothing can be compared with it, if so. */
  Optional<String> problem() {
    return counted().isEmpty()
        ? Optional.of(flaw(runs.get(0)).orElse("no run of it counts"))
        : Optional.empty();
  }

  /** Why the figures of a run are not the target's. Criteria that are undecided do no harm. */
  private static Optional<String> flaw(ScenarioResult run) {
    Judgement judgement = run.judgement();
    String reason = run.reasons().isEmpty() ? "not judged" : run.reasons().get(0);
    if (run.timeline() == null || judgement == null) {
      return Optional.of(run.verdict() + ": " + reason);
    }
    boolean invalid = run.verdict() == Verdict.INVALID && !run.isOnlyUndecided();
    return invalid ? Optional.of("INVALID: " + reason) : Optional.empty();
  }
}
