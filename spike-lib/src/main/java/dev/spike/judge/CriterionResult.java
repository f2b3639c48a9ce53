package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a criterion.
 *
 * @param criterion what was asked
 * @param answer what is said
 * @param value what was measured, in the metric's unit; NaN where nothing was
 * @param low lower end of the value's interval, each end with 95% confidence; NaN where there is
 *     none, as of facts
 * @param high its upper end; infinite where it is open
 * @param detail one line for the reader; empty where value and limit say it all
 */
public record CriterionResult(
    Criterion criterion, Answer answer, double value, double low, double high, String detail) {
  /** Of a value without an interval. */
  public CriterionResult(Criterion criterion, Answer answer, double value, String detail) {
    this(criterion, answer, value, Double.NaN, Double.NaN, detail);
  }

  /** With one more detail. */
  CriterionResult with(String more) {
    return new CriterionResult(criterion, answer, value, low, high, detail + "; " + more);
  }

  /** The same, undecided for a reason. */
  CriterionResult undecided(String why) {
    String joined = detail.isEmpty() ? why : detail + "; " + why;
    return new CriterionResult(criterion, Answer.INCONCLUSIVE, value, low, high, joined);
  }

  /** With all values that were measured, of which it is the worst. */
  CriterionResult among(List<CriterionResult> all) {
    String values =
        all.stream()
            .map(one -> Double.isNaN(one.value) ? "none" : Wording.of(one.value, unit()))
            .collect(Collectors.joining(", "));
    return all.size() < 2 ? this : with("the worst of " + values);
  }

  private Unit unit() {
    return criterion.metric().unit();
  }
}
