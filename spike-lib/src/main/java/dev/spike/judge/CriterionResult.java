package dev.spike.judge;

/**
 * What came of a criterion.
 *
 * @param criterion what was asked
 * @param answer what is said
 * @param value what was measured, in the metric's unit; NaN where nothing was
 * @param detail one line for the reader; empty where value and limit say it all
 */
public record CriterionResult(Criterion criterion, Answer answer, double value, String detail) {}
