package dev.spike.judge;

import java.util.List;

/**
 * Whether and when the target came back after the disturbance.
 *
 * @param outcome what became of it
 * @param nanos the estimate, counted from the end of the disturbance; NaN where there is none
 * @param lowNanos lower end of its interval; NaN where there is none
 * @param highNanos upper end of its interval; infinite where it is open
 * @param lossSeconds loss area: the integral of (p95 - upper band)+ after the disturbance, in
 *     latency-seconds
 * @param lostOperations operations that went wrong after the disturbance beyond the baseline's
 *     share
 * @param detail one line for the reader
 * @param relapses when it was out of its band again, ascending; empty unless RELAPSED
 */
public record Recovery(
    Outcome outcome,
    double nanos,
    double lowNanos,
    double highNanos,
    double lossSeconds,
    double lostOperations,
    String detail,
    List<Spell> relapses) {
  /** Copies its list. */
  public Recovery {
    relapses = List.copyOf(relapses);
  }

  /** Of a target that did not fall out again. */
  public Recovery(
      Outcome outcome,
      double nanos,
      double lowNanos,
      double highNanos,
      double lossSeconds,
      double lostOperations,
      String detail) {
    this(outcome, nanos, lowNanos, highNanos, lossSeconds, lostOperations, detail, List.of());
  }

  /** How long it was out of its band after it had been back, in nanoseconds. */
  public long outOfBandNanos() {
    return relapses.stream().mapToLong(Spell::nanos).sum();
  }

  /** What became of the target. */
  public enum Outcome {
    /** Back in its band, and stayed there. */
    RECOVERED,
    /** Settled at a level worse than its baseline. */
    DEGRADED_PLATEAU,
    /** Was back and fell out again. */
    RELAPSED,
    /** Not back when the observation ended. */
    NOT_RECOVERED,
    /** Could not be decided. */
    INCONCLUSIVE
  }

  static Recovery inconclusive(String why) {
    return new Recovery(
        Outcome.INCONCLUSIVE,
        Double.NaN,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        Double.NaN,
        why);
  }
}
