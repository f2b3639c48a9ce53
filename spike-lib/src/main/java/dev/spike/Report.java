package dev.spike;

import dev.spike.judge.Verdict;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Repeats;
import dev.spike.report.ResultTable;
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

  /** What came of each run of a scenario, in the order they ran. */
  public List<ScenarioResult> scenarios() {
    return results.scenarios();
  }

  /** What came of each scenario that was run several times, or in several configurations. */
  public List<Repeats> repeats() {
    return results.repeats();
  }

  /** What difference configurations make, each against the first of its scenario. */
  public List<Effect> effects() {
    return results.effects();
  }

  /** Whether there was a scenario, every one PASSED, and the run was not cut off. */
  public boolean passed() {
    return !scenarios().isEmpty()
        && !results.partial()
        && results.verdicts().stream().allMatch(verdict -> verdict == Verdict.PASSED);
  }

  /**
   * The exit code of a process that ran this: 3 when a set-up failed; else 1 when any scenario
   * FAILED; else 2 when any is INVALID, nothing was measured or the run was cut off; else 0.
   */
  public int exitCode() {
    return results.exitCode();
  }

  /** The table that ends a run: a row a phase, and why what did not pass did not. */
  @Override
  public String toString() {
    return ResultTable.of(results);
  }
}
