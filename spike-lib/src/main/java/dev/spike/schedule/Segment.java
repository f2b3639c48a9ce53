package dev.spike.schedule;

import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of the rate curve: a straight line and any number of waves on top of it. Shapes are
 * made of these because what is moved, cut and added up stays of this form, and because its
 * integral is known in closed form.
 *
 * @param startNanos first nanosecond
 * @param endNanos the nanosecond after the last; above startNanos
 * @param startRate the line at startNanos, in arrivals each second; zero or more
 * @param endRate the line at endNanos, in arrivals each second; zero or more
 * @param waves what swings around the line, together never deeper than it is high
 */
public record Segment(
    long startNanos, long endNanos, double startRate, double endRate, List<Wave> waves) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Adding up may leave the waves deeper than the line by the rounding of a double. */
  private static final double ROUNDING = 1 + 1e-12;

  /** Refuses an empty stretch and a negative rate. */
  public Segment {
    waves = List.copyOf(waves);
    double lowest = Math.min(startRate, endRate);
    if (endNanos <= startNanos || !(lowest >= 0) || depth(waves) > lowest * ROUNDING) {
      throw new IllegalArgumentException(
          "segment from "
              + startNanos
              + " to "
              + endNanos
              + " ns at "
              + startRate
              + "/s to "
              + endRate
              + "/s and waves of "
              + depth(waves)
              + "/s: it must end after its start and its rate must not be negative");
    }
  }

  /** A stretch of one rate. */
  Segment(long startNanos, long endNanos, double perSecond) {
    this(startNanos, endNanos, perSecond, perSecond, List.of());
  }

  private static double depth(List<Wave> waves) {
    double depth = 0;
    for (Wave wave : waves) {
      depth += wave.amplitude();
    }
    return depth;
  }

  /**
   * Arrivals each second that the rate never exceeds: the highest rate of a line; with waves, what
   * it is where their crests meet.
   */
  public double peakPerSecond() {
    return Math.max(startRate, endRate) + depth(waves);
  }

  long durationNanos() {
    return endNanos - startNanos;
  }

  /** The line at an instant of the segment or its end, without the waves. */
  double lineAt(long nanos) {
    if (startRate == endRate) {
      return startRate;
    }
    double length = durationNanos();
    return startRate * ((endNanos - nanos) / length) + endRate * ((nanos - startNanos) / length);
  }

  /** Expected arrivals from the start to t, which is taken to lie within the segment. */
  double countUntil(long nanos) {
    double count = (startRate + lineAt(nanos)) / 2 * ((nanos - startNanos) / NANOS_PER_SECOND);
    for (Wave wave : waves) {
      count += wave.count(startNanos, nanos);
    }
    return count;
  }

  /** The same stretch moved in time. */
  Segment shifted(long byNanos) {
    return new Segment(
        startNanos + byNanos,
        endNanos + byNanos,
        startRate,
        endRate,
        waves.stream().map(wave -> wave.shifted(byNanos)).toList());
  }

  /** A part of this stretch. */
  Segment cut(long fromNanos, long toNanos) {
    return new Segment(fromNanos, toNanos, lineAt(fromNanos), lineAt(toNanos), waves);
  }

  /** This and another rate over the same stretch. */
  Segment plus(Segment other) {
    return new Segment(
        startNanos,
        endNanos,
        startRate + other.startRate,
        endRate + other.endRate,
        Stream.concat(waves.stream(), other.waves.stream()).toList());
  }
}
