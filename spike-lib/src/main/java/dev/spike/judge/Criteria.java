package dev.spike.judge;

import dev.spike.measure.Unit;

/**
 * Where criteria begin: {@code p95().during(SPIKE).below(seconds(5))}. Meant to be imported
 * statically.
 */
public final class Criteria {
  /** The fact that holds the growth of the target's live set, in bytes. */
  public static final String MEMORY_GROWTH = "memory.growth";

  private Criteria() {}

  /** Failed, timed out, rejected, dropped and unfinished over due, from 0 to 1. */
  public static Criterion.Draft errorRate() {
    return draft(new Metric.ErrorRate());
  }

  /** A percentile of the response time, from 0 to 100. */
  public static Criterion.Draft percentile(double percent) {
    return draft(new Metric.Percentile(percent));
  }

  /** The median response time. */
  public static Criterion.Draft p50() {
    return percentile(50);
  }

  /** The 95th percentile of the response time. */
  public static Criterion.Draft p95() {
    return percentile(95);
  }

  /** The 99th percentile of the response time. */
  public static Criterion.Draft p99() {
    return percentile(99);
  }

  /** The mean response time. */
  public static Criterion.Draft mean() {
    return draft(new Metric.Mean());
  }

  /** From the end of the disturbance until the target is back in its baseline's band. */
  public static Criterion.Draft recovery() {
    return draft(new Metric.RecoveryTime());
  }

  /** Growth of the target's live set over the run, in bytes. */
  public static Criterion.Draft memoryGrowth() {
    return draft(new Metric.FactValue(MEMORY_GROWTH, Unit.BYTES));
  }

  /** A count that the scenario finds out, by the fact's name. */
  public static Criterion.Draft count(String fact) {
    return draft(new Metric.FactValue(fact, Unit.COUNT));
  }

  /** A fact of any unit, by its name. */
  public static Criterion.Draft fact(String name, Unit unit) {
    return draft(new Metric.FactValue(name, unit));
  }

  /** The highest reading of a gauge, by its name. */
  public static Criterion.Draft highest(String gauge, Unit unit) {
    return draft(new Metric.GaugeMax(gauge, unit));
  }

  private static Criterion.Draft draft(Metric metric) {
    return new Criterion.Draft(metric, Window.RUN);
  }
}
