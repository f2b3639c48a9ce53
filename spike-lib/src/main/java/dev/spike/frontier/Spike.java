package dev.spike.frontier;

import java.time.Duration;

/**
 * A spike to try.
 *
 * @param height arrivals a second while it lasts
 * @param seconds how long it lasts
 */
public record Spike(double height, double seconds) {
  /** How long it lasts, to the nanosecond. */
  public Duration duration() {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
