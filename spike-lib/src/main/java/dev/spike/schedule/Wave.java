package dev.spike.schedule;

/**
 * A sine term of a rate: {@code amplitude * sin(2 pi (t - originNanos) / periodNanos)}. Angles are
 * taken from whole nanoseconds modulo the period, so they are as exact after a year as at the
 * start.
 *
 * @param amplitude arrivals each second; above zero
 * @param periodNanos from crest to crest; above zero
 * @param originNanos an instant at which the term is zero and rises
 */
public record Wave(double amplitude, long periodNanos, long originNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Refuses what is not a wave. */
  public Wave {
    if (!(amplitude > 0 && amplitude < Double.POSITIVE_INFINITY) || periodNanos <= 0) {
      throw new IllegalArgumentException(
          "wave of amplitude "
              + amplitude
              + "/s and period "
              + periodNanos
              + " ns: both must be above zero");
    }
  }

  /** Radians each nanosecond. */
  double perNano() {
    return 2 * Math.PI / periodNanos;
  }

  /** Where in its period the wave is, in radians from 0 to 2 pi. */
  double angleAt(long nanos) {
    return angle(nanos - originNanos);
  }

  /**
   * Its part of the arrivals of a stretch, which may be negative: {@code A / w (cos a - cos b)},
   * written as {@code 2 A / w sin((b - a) / 2) sin((a + b) / 2)}, which loses nothing when the
   * angles a and b of start and end are close.
   */
  double count(long fromNanos, long toNanos) {
    double half = angle(toNanos - fromNanos) / 2;
    double arrivalsPerRadian = amplitude / NANOS_PER_SECOND / perNano();
    return 2 * arrivalsPerRadian * Math.sin(half) * Math.sin(angleAt(fromNanos) + half);
  }

  private double angle(long nanos) {
    return Math.floorMod(nanos, periodNanos) * perNano();
  }

  /** The same wave moved in time. */
  Wave shifted(long byNanos) {
    return new Wave(amplitude, periodNanos, originNanos + byNanos);
  }
}
