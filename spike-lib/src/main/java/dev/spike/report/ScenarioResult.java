package dev.spike.report;

import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Timeline;
import dev.spike.repeat.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario.
 *
 * @param plan what it was
 * @param verdict what is said of it
 * @param reasons why it is not PASSED; empty when it is
 * @param timeline what was measured; null where it did not run
 * @param judgement criterion by criterion; null where it did not run
 * @param setUpFailed whether it could not run because its own set-up failed
 */
public record ScenarioResult(
    ScenarioPlan plan,
    Verdict verdict,
    List<String> reasons,
    @Nullable Timeline timeline,
    @Nullable Judgement judgement,
    boolean setUpFailed) {
  /** Copies its list. */
  public ScenarioResult {
    reasons = List.copyOf(reasons);
  }

  /** The result of a scenario that ran. */
  public static ScenarioResult judged(ScenarioPlan plan, Timeline timeline, Judgement judgement) {
    return new ScenarioResult(
        plan, judgement.verdict(), judgement.reasons(), timeline, judgement, false);
  }

  /** The result of a scenario whose target was not there. */
  public static ScenarioResult skipped(ScenarioPlan plan, String reason) {
    return new ScenarioResult(plan, Verdict.SKIPPED, List.of(reason), null, null, false);
  }

  /** The result of a scenario that could not be set up. */
  public static ScenarioResult setUpFailed(ScenarioPlan plan, String reason) {
    return new ScenarioResult(
        plan, Verdict.INVALID, List.of("set-up failed: " + reason), null, null, true);
  }

  /** Whether criteria that could not be decided are all that makes it INVALID. */
  public boolean isOnlyUndecided() {
    return judgement != null && reasons.equals(judgement.reasons()) && judgement.isOnlyUndecided();
  }

  /** As one of several runs of a scenario. */
  Run asRun() {
    return Run.of(plan.name(), plan.seed(), verdict, reasons, timeline, judgement);
  }

  /** The same result with another verdict and one more reason. */
  public ScenarioResult as(Verdict other, String reason) {
    List<String> all = new java.util.ArrayList<>(reasons);
    all.add(reason);
    return new ScenarioResult(plan, other, all, timeline, judgement, setUpFailed);
  }
}
