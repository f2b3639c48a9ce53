package dev.spike.frontier;

/**
 * How long a spike of one height has to be for the target not to come back. Durations are in
 * seconds; 0 stands for less than the shortest that was to be tried, infinity for more than the
 * longest: nothing is said of what was not tried.
 *
 * @param height arrivals a second while the spike lasts
 * @param d10 the duration after which it is stuck in 10% of cases
 * @param d50 in half of them
 * @param d90 in 90%
 * @param excessWork critical excess work (a - 1) D50 with a = height / capacity, in seconds of the
 *     target's full work; NaN where the capacity is not known or the height within it
 */
public record Threshold(double height, Band d10, Band d50, Band d90, Band excessWork) {
  /** Where D50 lies, with 95% credibility. */
  public enum Place {
    /** Between the shortest and the longest duration. */
    WITHIN,
    /** Below the shortest: stuck from wherever one begins. */
    BELOW,
    /** Above the longest: nothing that was tried is too much. */
    ABOVE,
    /** Cannot be told yet from the number of answers: within or beyond. */
    OPEN
  }

  /** Where D50 lies. */
  public Place place() {
    if (d50.low() == Double.POSITIVE_INFINITY) {
      return Place.ABOVE;
    }
    if (d50.high() == 0) {
      return Place.BELOW;
    }
    return d50.low() == 0 || d50.high() == Double.POSITIVE_INFINITY ? Place.OPEN : Place.WITHIN;
  }
}
