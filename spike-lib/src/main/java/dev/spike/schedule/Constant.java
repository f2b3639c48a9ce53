package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * One rate all along.
 *
 * @param rate arrivals each second; above zero
 * @param duration how long; above zero
 */
public record Constant(Rate rate, Duration duration) implements LoadShape {
  /** Refuses a rate of zero and an empty duration. */
  public Constant {
    LoadShape.nanos(duration);
    if (rate.isZero()) {
      throw new IllegalArgumentException(
          "constant rate 0/s: nothing would ever arrive; give one above zero, such as"
              + " perSecond(100)");
    }
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
