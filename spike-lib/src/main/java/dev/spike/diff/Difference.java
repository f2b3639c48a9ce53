package dev.spike.diff;

import dev.spike.measure.Unit;

/**
 * One figure of two runs of a scenario.
 *
 * @param what such as {@code p95 in SPIKE}
 * @param unit of base and head
 * @param base what it was; NaN where there is none
 * @param head what it is; NaN where there is none
 * @param low lower end of head less base, in the unit, not passed with 95% confidence; NaN where
 *     there is no interval
 * @param high upper end, likewise; infinite where it is open
 * @param change what is said of it
 * @param why one line for the reader; empty where the figures say it all
 */
public record Difference(
    String what,
    Unit unit,
    double base,
    double head,
    double low,
    double high,
    Change change,
    String why) {
  /** Of what has no interval. */
  static Difference plain(
      String what, Unit unit, double base, double head, Change change, String why) {
    return new Difference(what, unit, base, head, Double.NaN, Double.NaN, change, why);
  }
}
