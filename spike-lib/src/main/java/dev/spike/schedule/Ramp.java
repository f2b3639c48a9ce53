package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * A rate that rises or falls evenly, not in steps: {@code rate(t) = from + (to - from) * t /
 * duration}. Either end may be zero; equal ends make a constant rate.
 *
 * @param from arrivals each second at the start
 * @param to arrivals each second at the end
 * @param duration how long it takes from one to the other; above zero
 */
public record Ramp(Rate from, Rate to, Duration duration) implements LoadShape {
  /** Refuses a ramp from zero to zero and an empty duration. */
  public Ramp {
    LoadShape.nanos(duration);
    if (from.isZero() && to.isZero()) {
      throw new IllegalArgumentException(
          "ramp from 0/s to 0/s: nothing would ever arrive; give at least one end above zero, such"
              + " as perSecond(100)");
    }
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    return List.of(new Segment(0, durationNanos(), from.perSecond(), to.perSecond(), List.of()));
  }
}
