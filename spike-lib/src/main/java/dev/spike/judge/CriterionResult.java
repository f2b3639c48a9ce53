package dev.spike.judge;

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
}
