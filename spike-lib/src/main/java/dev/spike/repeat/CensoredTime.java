package dev.spike.repeat;

import java.util.List;

/**
 * A time that was seen to end, or for how long an end was waited for in vain.
 *
 * @param nanos zero or more
 * @param censored whether it had not ended by then (right-censored)
 */
record CensoredTime(double nanos, boolean censored) {
  CensoredTime {
    if (!(nanos >= 0) || Double.isInfinite(nanos)) {
      throw new IllegalArgumentException(
          "time of "
              + nanos
              + " ns: it must be zero or more and finite; leave out what is neither");
    }
  }

  static CensoredTime ended(double nanos) {
    return new CensoredTime(nanos, false);
  }

  static CensoredTime until(double nanos) {
    return new CensoredTime(nanos, true);
  }

  /** When something ended, ascending, each instant once. */
  static double[] ends(List<CensoredTime> times) {
    return times.stream()
        .filter(time -> !time.censored)
        .mapToDouble(CensoredTime::nanos)
        .sorted()
        .distinct()
        .toArray();
  }

  /** How many were still waited for just before an instant. */
  static double atRisk(List<CensoredTime> times, double at) {
    return times.stream().filter(time -> time.nanos >= at).count();
  }

  /** How many ended at an instant. */
  static double ended(List<CensoredTime> times, double at) {
    return times.stream().filter(time -> !time.censored && time.nanos == at).count();
  }
}
