package dev.spike.schedule;

/**
 * An arrival rate.
 *
 * @param perSecond arrivals each second; zero or more, at most one each nanosecond. Zero is for the
 *     ends of ramps and for single steps: a load of nothing but zero is refused
 */
public record Rate(double perSecond) {
  private static final double MAX_PER_SECOND = 1e9;

  /** Refuses rates that are negative, not a number or beyond the clock's resolution. */
  public Rate {
    if (!(perSecond >= 0 && perSecond <= MAX_PER_SECOND)) {
      throw new IllegalArgumentException(
          "rate "
              + perSecond
              + "/s: a rate is zero or more and at most 1e9/s; give one such as perSecond(100)");
    }
  }

  /** This rate times a factor. */
  public Rate times(double factor) {
    return new Rate(perSecond * factor);
  }

  boolean isZero() {
    return perSecond == 0;
  }
}
