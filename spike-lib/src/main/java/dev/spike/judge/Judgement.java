package dev.spike.judge;

import java.util.List;

/**
 * All that is said of one run.
 *
 * @param verdict the word
 * @param reasons why it is not PASSED; empty when it is
 * @param criteria what came of each criterion
 * @param alerts criteria that inform without failing and were not met
 * @param recovery whether and when the target came back
 * @param metastability whether it is stuck with the load back at the baseline's
 */
public record Judgement(
    Verdict verdict,
    List<String> reasons,
    List<CriterionResult> criteria,
    List<CriterionResult> alerts,
    Recovery recovery,
    Metastability metastability) {
  /** Copies its lists. */
  public Judgement {
    reasons = List.copyOf(reasons);
    criteria = List.copyOf(criteria);
    alerts = List.copyOf(alerts);
  }

  /** Of a run of which nobody has told whether it is stuck. */
  public Judgement(
      Verdict verdict,
      List<String> reasons,
      List<CriterionResult> criteria,
      List<CriterionResult> alerts,
      Recovery recovery) {
    this(verdict, reasons, criteria, alerts, recovery, Metastability.UNTOLD);
  }

  /**
   * What may be said of each criterion: INCONCLUSIVE, with the reason, also where the answer is the
   * generator's own delay or pauses.
   */
  public List<CriterionResult> certain() {
    return criteria.stream().map(this::certain).toList();
  }

  private CriterionResult certain(CriterionResult result) {
    return reasons.stream()
        .flatMap(reason -> Wording.generatorDecides(reason, result).stream())
        .findFirst()
        .map(result::undecided)
        .orElse(result);
  }

  /**
   * Whether it is INVALID for criteria that could not be decided and for nothing else: its figures
   * are the target's, and can be trusted.
   */
  public boolean isOnlyUndecided() {
    long undecided =
        criteria.stream().filter(result -> result.answer() == Answer.INCONCLUSIVE).count();
    return verdict == Verdict.INVALID && undecided > 0 && reasons.size() == undecided;
  }
}
