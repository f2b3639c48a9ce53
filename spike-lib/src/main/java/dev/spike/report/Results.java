package dev.spike.report;

import dev.spike.judge.Verdict;
import java.util.List;

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

  /**
   * The exit code of a process that ran this: 3 when a set-up failed; else 1 when any scenario
   * FAILED; else 2 when any is INVALID, the run was cut off or nothing was measured; else 0.
   */
  public int exitCode() {
    if (scenarios.stream().anyMatch(ScenarioResult::setUpFailed)) {
      return 3;
    }
    if (any(Verdict.FAILED)) {
      return 1;
    }
    boolean measured = scenarios.stream().anyMatch(s -> s.timeline() != null);
    return any(Verdict.INVALID) || partial || !measured ? 2 : 0;
  }

  private boolean any(Verdict verdict) {
    return scenarios.stream().anyMatch(s -> s.verdict() == verdict);
  }
}
