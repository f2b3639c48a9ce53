package dev.spike.schedule;

/**
 * A stretch of constant rate.
 *
 * <p>The expected number of arrivals from its start to t is {@code perSecond * (t - startNanos) /
 * 1e9}; arrival number x (a fraction allowed) is due at the t where that is x.
 *
 * @param startNanos first nanosecond
 * @param endNanos the nanosecond after the last; above startNanos
 * @param perSecond arrivals each second; zero or more
 */
public record Segment(long startNanos, long endNanos, double perSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Refuses an empty stretch and a negative rate. */
  public Segment {
    if (endNanos <= startNanos || !(perSecond >= 0)) {
      throw new IllegalArgumentException(
          "segment from "
              + startNanos
              + " to "
              + endNanos
              + " ns at "
              + perSecond
              + "/s: it must end"
              + " after its start and its rate must not be negative");
    }
  }

  /** Expected arrivals from the start to t, which is taken to lie within the segment. */
  double countUntil(long nanos) {
    return perSecond * ((nanos - startNanos) / NANOS_PER_SECOND);
  }

  /** Expected arrivals over the whole segment. */
  double count() {
    return countUntil(endNanos);
  }

  /** When arrival x of this segment is due; rounding never carries it out of the segment. */
  long dueAt(double x) {
    return Math.min(endNanos - 1, startNanos + (long) (x / perSecond * NANOS_PER_SECOND));
  }

  /** The same stretch moved in time. */
  Segment shifted(long byNanos) {
    return new Segment(startNanos + byNanos, endNanos + byNanos, perSecond);
  }
}
