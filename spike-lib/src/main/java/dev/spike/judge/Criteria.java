package dev.spike.judge;

import dev.spike.measure.JvmProbe;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;

/**
 * Where criteria begin: {@code p95().during(SPIKE).below(seconds(5))}. Meant to be imported
 * statically.
 */
public final class Criteria {
  /** The fact that holds the growth of the target's live set, in bytes. */
  public static final String MEMORY_GROWTH = "memory.growth";

  /**
   * Begins the facts that hold the live set at the end of each cycle; the quiet phase's name
   * follows.
   */
  public static final String LIVE_SET = "memory.live.";

  /** The fact that holds the limit of the target's heap, in bytes. */
  public static final String MAX_HEAP = "memory.max-heap";

  /** Ends the name of the fact that holds the growth of a gauge. */
  public static final String GROWTH = ".growth";

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
   * As {@link #recovery()}, after each SPIKE phase of the load; the worst one decides. Each is
   * watched until the next disturbance or quiet phase.
   */
  public static Criterion.Draft recoveryAfterEach(Role role) {
    return recoveryAfterEach(role.name());
  }

  /**
   * As {@link #recovery()}, after each end of a fault; the worst one decides. Counts from the end
   * of the last of those that are on together, and is watched until the next disturbance or quiet
   * phase.
   *
   * @param fault its name, as reports have it: {@code latency-on-accounts.db}
   */
  public static Criterion.Draft recoveryAfterEach(String fault) {
    return draft(new RecoveryAfterEach(fault));
  }

  /**
   * From each begin of a fault until operations due from then on are surely out of their baseline's
   * band by one signal, and have ended.
   *
   * @param fault its name, as reports have it: {@code latency-on-accounts.db}
   * @param signal a percentile below 100 or the error rate, such as {@code p95()}
   */
  public static Criterion.Draft timeToDetect(String fault, Criterion.Draft signal) {
    return draft(new TimeToDetect(fault, signal.metric()));
  }

  /**
   * From each begin of a fault until a gauge reads above a level: {@code
   * timeToDetect("exception-on-payments", "breaker.open", COUNT, 0)}.
   *
   * @param fault its name, as reports have it
   */
  public static Criterion.Draft timeToDetect(
      String fault, String gauge, Unit unit, double aboveLevel) {
    return draft(new TimeToDetect(fault, new Metric.GaugeShare(gauge, unit, aboveLevel)));
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

  /**
   * Growth of the target's live set from cycle to cycle of a load that is {@code repeated(...)}, in
   * bytes a cycle. It takes at least eight cycles; a megabyte is a usual limit.
   */
  public static Criterion.Draft leak() {
    return draft(new Metric.Leak());
  }

  /**
   * By how many threads the target has more after the run than at the end of the baseline, when it
   * was warm. They are given five seconds to end.
   */
  public static Criterion.Draft threadGrowth() {
    return growth(JvmProbe.THREADS);
  }

  /** Open file descriptors of the target, sockets among them, as {@link #threadGrowth()}. */
  public static Criterion.Draft fileGrowth() {
    return growth(JvmProbe.FILES);
  }

  /**
   * By how much a gauge that counts what is in use, such as {@code pool.active}, is higher after
   * the run than it was before the load. It is given five seconds to settle.
   */
  public static Criterion.Draft growth(String gauge) {
    return count(gauge + GROWTH);
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
