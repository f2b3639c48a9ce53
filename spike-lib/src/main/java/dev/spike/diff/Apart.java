package dev.spike.diff;

/**
 * Whether one run each is enough to tell that an event, such as the drain of a burst, went
 * otherwise. A run has it once, and does not say how it scatters from run to run; so the intervals
 * must not meet, and the one figure be at least twice the other. What has no interval is a count,
 * which is what it is.
 */
final class Apart {
  private static final double FACTOR = 2;

  private Apart() {}

  static boolean surely(Bounds one, Bounds other) {
    boolean counted = Double.isNaN(one.low()) || Double.isNaN(other.low());
    return counted || isAbove(one, other) || isAbove(other, one);
  }

  private static boolean isAbove(Bounds high, Bounds low) {
    return high.low() > low.high() && high.value() >= FACTOR * low.value();
  }
}
