package dev.spike.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A staircase: each rate in turn for the same time.
 *
 * @param rates at least one
 * @param each how long every step lasts; above zero
 */
public record Steps(List<Rate> rates, Duration each) implements LoadShape {
  /** Refuses a staircase without steps and an empty duration. */
  public Steps {
    rates = List.copyOf(rates);
    LoadShape.nanos(each);
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("steps: no rates given; name at least one");
    }
  }

  @Override
  public long durationNanos() {
    return Math.multiplyExact(each.toNanos(), rates.size());
  }

  @Override
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    long start = 0;
    for (Rate rate : rates) {
      segments.add(new Segment(start, start + each.toNanos(), rate.perSecond()));
      start += each.toNanos();
    }
    return segments;
  }
}
