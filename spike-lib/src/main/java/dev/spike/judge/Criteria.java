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

  /** Operations that ended well each second, by the time at which they ended. */
  public static Criterion.Draft goodput() {
    return draft(new Metric.Goodput());
  }

  /** A limit in multiples of what the same metric is in the baseline. */
  public static Multiple times(double times) {
    return new Multiple(times);
  }

  /** The mean response time. */
  public static Criterion.Draft mean() {
    return draft(new Metric.Mean());
  }

  /** From the end of the disturbance until the target is back in its baseline's band. */
  public static Criterion.Draft recovery() {
    return draft(new Metric.RecoveryTime());
  }

  /**
   * The target must not be stuck: with the load back at the baseline's and what disturbed it over,
   * goodput must be back too ({@link Metastability}).
   */
  public static Criterion notMetastable() {
    return draft(new Metric.Metastable()).atMost(0);
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
    return draft(new Metric.GaugeFigure(Reading.MAX, gauge, unit));
  }

  /** The lowest reading of a gauge, by its name. */
  public static Criterion.Draft lowest(String gauge, Unit unit) {
    return draft(new Metric.GaugeFigure(Reading.MIN, gauge, unit));
  }

  /** The mean of a gauge over time. */
  public static Criterion.Draft mean(String gauge, Unit unit) {
    return draft(new Metric.GaugeFigure(Reading.MEAN, gauge, unit));
  }

  /** The last reading of a gauge. */
  public static Criterion.Draft last(String gauge, Unit unit) {
    return draft(new Metric.GaugeFigure(Reading.LAST, gauge, unit));
  }

  /**
   * How often a gauge read otherwise than one interval before, such as {@code breaker.open}; what
   * changes and changes back within an interval is not seen.
   */
  public static Criterion.Draft changes(String gauge, Unit unit) {
    return draft(new Metric.GaugeFigure(Reading.CHANGES, gauge, unit));
  }

  /** The share of time, from 0 to 1, for which a gauge read above a level of its own unit. */
  public static Criterion.Draft timeAbove(double level, String gauge, Unit unit) {
    return draft(new Metric.GaugeShare(gauge, unit, level));
  }

  private static Criterion.Draft draft(Metric metric) {
    return new Criterion.Draft(metric, Window.RUN);
  }
}
