package dev.spike.report;

import dev.spike.judge.Verdict;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Repeats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole run, just ended or read from a file.
 *
 * @param header what was known before
 * @param scenarios in the order they ran
 * @param partial whether the run was cut off, so that the last scenario is not whole or some are
 *     missing
 */
public record Results(RunHeader header, List<ScenarioResult> scenarios, boolean partial) {
  /** Copies its list. */
  public Results {
    scenarios = List.copyOf(scenarios);
  }

  /** What came of each scenario that was run several times, or in several configurations. */
  public List<Repeats> repeats() {
    return scenarios.stream()
        .filter(run -> !run.plan().repetition().isSingle())
        .collect(
            Collectors.groupingBy(
                run -> run.plan().repetition().of(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(Results::together)
        .toList();
  }

  private static Repeats together(List<ScenarioResult> runs) {
    return Repeats.of(
        runs.get(0).plan().repetition(), runs.stream().map(ScenarioResult::asRun).toList());
  }

  /** What difference the configurations of a scenario make, each against the first. */
  public List<Effect> effects() {
    return Effect.among(repeats());
  }

  /** One verdict for each scenario; of those that were repeated, that of their runs together. */
  public List<Verdict> verdicts() {
    return Stream.concat(
            scenarios.stream()
                .filter(run -> run.plan().repetition().isSingle())
                .map(ScenarioResult::verdict),
            repeats().stream().map(Repeats::verdict))
        .toList();
  }

  /**
   * The exit code of a process that ran this: 3 when a set-up failed; else 1 when any scenario
   * FAILED; else 2 when any is INVALID, the run was cut off or nothing was measured; else 0.
   */
  public int exitCode() {
    if (scenarios.stream().anyMatch(ScenarioResult::setUpFailed)) {
      return 3;
    }
    List<Verdict> verdicts = verdicts();
    if (verdicts.contains(Verdict.FAILED)) {
      return 1;
    }
    boolean measured = scenarios.stream().anyMatch(s -> s.timeline() != null);
    return verdicts.contains(Verdict.INVALID) || partial || !measured ? 2 : 0;
  }
}
