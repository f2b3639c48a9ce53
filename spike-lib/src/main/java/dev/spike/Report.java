package dev.spike;

import dev.spike.judge.Verdict;
import dev.spike.report.Results;
import dev.spike.report.ScenarioResult;
import java.util.List;

/** What came of a run. Immutable. */
public final class Report {
  private final Results results;

  Report(Results results) {
    this.results = results;
  }

  /** Everything, as result files hold it. */
  public Results results() {
    return results;
  }

  /** What came of each scenario, in the order they ran. */
  public List<ScenarioResult> scenarios() {
    return results.scenarios();
  }

  /** Whether there was a scenario, every one PASSED, and the run was not cut off. */
  public boolean passed() {
    return !scenarios().isEmpty()
        && !results.partial()
        && scenarios().stream().allMatch(s -> s.verdict() == Verdict.PASSED);
  }

  /**
   * The exit code of a process that ran this: 3 when a set-up failed; else 1 when any scenario
   * FAILED; else 2 when any is INVALID, nothing was measured or the run was cut off; else 0.
   */
  public int exitCode() {
    if (scenarios().stream().anyMatch(ScenarioResult::setUpFailed)) {
      return 3;
    }
    if (any(Verdict.FAILED)) {
      return 1;
    }
    boolean measured = scenarios().stream().anyMatch(s -> s.timeline() != null);
    return any(Verdict.INVALID) || !measured || results.partial() ? 2 : 0;
  }

  private boolean any(Verdict verdict) {
    return scenarios().stream().anyMatch(s -> s.verdict() == verdict);
  }
}
