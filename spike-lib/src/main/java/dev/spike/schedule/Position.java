package dev.spike.schedule;

/**
 * A number of expected arrivals, kept as whole ones and a fraction so that the fraction is as exact
 * after a billion as at the start.
 *
 * @param whole zero or more
 * @param fraction from 0 to below 1
 */
record Position(long whole, double fraction) {
  static final Position START = new Position(0, 0);

  /** This many arrivals, zero or more, later. */
  Position plus(double count) {
    long more = (long) count;
    double left = fraction + (count - more);
    long carry = (long) left;
    return new Position(whole + more + carry, left - carry);
  }
}
