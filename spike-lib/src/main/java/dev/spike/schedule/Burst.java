package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * A number of arrivals released at the first instant, and nothing after it. Add a steady rate with
 * {@link Sum}.
 *
 * @param count how many; at least one
 * @param duration how long the shape lasts, so that others can follow it; above zero
 */
public record Burst(int count, Duration duration) implements LoadShape {
  /** Refuses an empty burst and an empty duration. */
  public Burst {
    LoadShape.nanos(duration);
    if (count < 1) {
      throw new IllegalArgumentException("burst of " + count + ": it needs at least 1 arrival");
    }
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    return List.of(new Segment(0, durationNanos(), 0));
  }

  @Override
  public List<BurstAt> bursts() {
    return List.of(new BurstAt(0, count));
  }
}
