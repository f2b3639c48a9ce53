package dev.spike.schedule;

/**
 * An arrival rate.
 *
 * @param perSecond arrivals each second; finite and above zero
 */
public record Rate(double perSecond) {
  /** Refuses rates that are zero, negative or not finite. */
  public Rate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "rate "
              + perSecond
              + "/s: a rate is above zero and finite; give one such as perSecond(100)");
    }
  }

  /** This rate times a factor. */
  public Rate times(double factor) {
    return new Rate(perSecond * factor);
  }
}
