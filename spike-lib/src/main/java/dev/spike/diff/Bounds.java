package dev.spike.diff;

/**
 * A figure with the ends of its interval.
 *
 * @param value NaN where there is none
 * @param low not passed with the confidence asked for
 * @param high likewise; infinite where it is open
 */
record Bounds(double value, double low, double high) {
  /** This one less another, both independent (Zou and Donner, Statistics in Medicine 27, 2008). */
  Bounds minus(Bounds base) {
    double difference = value - base.value;
    return new Bounds(
        difference,
        difference - Math.hypot(value - low, base.high - base.value),
        difference + Math.hypot(high - value, base.value - base.low));
  }

  /** The same on the logarithmic scale, read as what is added to the base. */
  Bounds minusByRatio(Bounds base) {
    if (!(base.value > 0) || !(value > 0)) {
      return minus(base);
    }
    double ratio = value / base.value;
    double down = Math.hypot(Math.log(value / low), Math.log(base.high / base.value));
    double up = Math.hypot(Math.log(high / value), Math.log(base.value / base.low));
    return new Bounds(
        value - base.value,
        base.value * (ratio * Math.exp(-down) - 1),
        base.value * (ratio * Math.exp(up) - 1));
  }
}
