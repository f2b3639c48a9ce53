package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * No arrivals: a pause, or a time in which only the users of a closed model act.
 *
 * @param duration how long; above zero
 */
public record Idle(Duration duration) implements LoadShape {
  /** Refuses an empty duration. */
  public Idle {
    LoadShape.nanos(duration);
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    return List.of(new Segment(0, durationNanos(), 0));
  }
}
