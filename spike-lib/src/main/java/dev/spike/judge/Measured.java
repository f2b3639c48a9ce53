package dev.spike.judge;

/**
 * A figure with its interval.
 *
 * @param value in the metric's unit; NaN where there is none
 * @param low lower end, not passed with 95% confidence; NaN where there is no interval
 * @param high upper end, likewise; infinite where it is open
 * @param settled whether the value itself is held against the limit: it was counted, not estimated,
 *     and over enough operations
 * @param detail one line for the reader
 */
record Measured(double value, double low, double high, boolean settled, String detail) {
  /** Nothing was measured. */
  static Measured nothing(String why) {
    return new Measured(Double.NaN, Double.NaN, Double.NaN, false, why);
  }

  /** A figure that chance does not touch. */
  static Measured exact(double value, String detail) {
    return new Measured(value, Double.NaN, Double.NaN, true, detail);
  }

  /** A figure over so many samples, of which it needs so many. */
  static Measured of(double value, double low, double high, long samples, double needed) {
    return of(value, low, high, samples, needed, "samples");
  }

  /** A figure whose interval comes from those of time. */
  static Measured ofIntervals(double value, double low, double high, long intervals) {
    return of(value, low, high, intervals, Scatter.FEWEST, "intervals");
  }

  private static Measured of(
      double value, double low, double high, long samples, double needed, String noun) {
    boolean enough = samples >= needed;
    String few = samples + " " + noun + " are too few: it needs " + (long) needed;
    return new Measured(value, low, high, enough, enough ? "" : few);
  }

  /** The same with its interval within bounds that the figure cannot leave. */
  Measured within(double least, double most) {
    return new Measured(value, Math.max(least, low), Math.min(most, high), settled, detail);
  }

  /** The same figure in another unit. */
  Measured times(double factor) {
    return new Measured(value * factor, low * factor, high * factor, settled, detail);
  }

  /** With one more detail. */
  Measured with(String more) {
    String joined = detail.isEmpty() || more.isEmpty() ? detail + more : detail + "; " + more;
    return new Measured(value, low, high, settled, joined);
  }

  /**
   * The ratio to a figure of the baseline, an estimate. Its interval joins both (Zou and Donner,
   * Statistics in Medicine 27, 2008, on the logarithmic scale).
   */
  Measured over(Measured baseline) {
    if (!(baseline.value > 0) || Double.isNaN(value)) {
      return nothing(
          Double.isNaN(value)
              ? detail
              : Double.isNaN(baseline.value) ? baseline.detail : "it is 0 in the baseline");
    }
    double ratio = value / baseline.value;
    String few = detail.isEmpty() ? baseline.detail : detail;
    if (value == 0) {
      return new Measured(0, 0, high / baseline.low, false, few);
    }
    double down = Math.hypot(Math.log(value / low), Math.log(baseline.high / baseline.value));
    double up = Math.hypot(Math.log(high / value), Math.log(baseline.value / baseline.low));
    return new Measured(ratio, ratio * Math.exp(-down), ratio * Math.exp(up), false, few);
  }

  /** What is said of it against a limit. */
  Answer answer(Comparison comparison, double limit) {
    if (settled) {
      return comparison.holds(value, limit) ? Answer.MET : Answer.NOT_MET;
    }
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return Answer.INCONCLUSIVE;
    }
    if (comparison.holds(comparison.isCeiling() ? high : low, limit)) {
      return Answer.MET;
    }
    boolean possible = comparison.holds(comparison.isCeiling() ? low : high, limit);
    return possible ? Answer.INCONCLUSIVE : Answer.NOT_MET;
  }
}
