package dev.spike.chaos;

import java.time.Duration;

/**
 * How much of what comes to a point is hit.
 *
 * @param probability the share of hits, above 0 and at most 1
 * @param ramp over which that share grows evenly from zero, counted from the arming; zero for at
 *     once
 * @param first how many hits are acted on at most
 * @param every only each so-many-th operation, 1 for all
 * @param perCall only so many first hits within one operation
 */
record Dose(double probability, Duration ramp, long first, int every, int perCall) {
  static final Dose ALL = new Dose(1, Duration.ZERO, Long.MAX_VALUE, 1, Integer.MAX_VALUE);

  Dose {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "The probability of a fault was %s, but must be above 0 and at most 1: give the share of hits it shall act on, or do not arm it"
              .formatted(probability));
    }
    if (ramp.isNegative() || ramp.compareTo(Arming.MAX_TIME_TO_LIVE) > 0) {
      throw new IllegalArgumentException(
          "The ramp of a fault was %s, but must be from zero to %s: give the time in which its share shall grow"
              .formatted(ramp, Arming.MAX_TIME_TO_LIVE));
    }
    atLeastOne("limit", first);
    atLeastOne("interval", every);
    atLeastOne("hits in each call", perCall);
  }

  private static void atLeastOne(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "The %s of a fault was %d, but must be 1 or more: give a positive number, or do not arm it"
              .formatted(what, number));
    }
  }

  /** The share of hits that is acted on at this moment. */
  double share(Lease lease) {
    return ramp.isZero()
        ? probability
        : probability * Math.min(1, (double) lease.elapsedNanos() / ramp.toNanos());
  }

  /** Whether that hit of that operation can be acted on at all. */
  boolean admits(long arrival, int nth) {
    return (every == 1 || (arrival + 1) % every == 0) && nth <= perCall;
  }

  Dose withProbability(double share) {
    return new Dose(share, ramp, first, every, perCall);
  }

  Dose withRamp(Duration time) {
    return new Dose(probability, time, first, every, perCall);
  }

  Dose withFirst(long hits) {
    return new Dose(probability, ramp, hits, every, perCall);
  }

  Dose withEvery(int nth) {
    return new Dose(probability, ramp, first, nth, perCall);
  }

  Dose withPerCall(int hits) {
    return new Dose(probability, ramp, first, every, hits);
  }
}
