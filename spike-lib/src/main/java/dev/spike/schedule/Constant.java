package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * One rate all along.
 *
 * @param rate arrivals each second
 * @param duration how long; above zero
 */
public record Constant(Rate rate, Duration duration) implements LoadShape {
  /** Refuses an empty duration. */
  public Constant {
    LoadShape.nanos(duration);
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    return List.of(new Segment(0, durationNanos(), rate.perSecond()));
  }
}
