package dev.spike.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A staircase: each rate in turn for the same time. Where the duration does not divide evenly, the
 * steps differ by a nanosecond and the whole lasts exactly as long as asked.
 *
 * @param rates at least one, and at least one of them above zero
 * @param duration how long the whole staircase lasts; at least a nanosecond for each step
 */
public record Steps(List<Rate> rates, Duration duration) implements LoadShape {
  /** Refuses a staircase without steps or of zeros, and a duration too short for it. */
  public Steps {
    rates = List.copyOf(rates);
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("steps: no rates given; name at least one");
    }
    if (rates.stream().allMatch(Rate::isZero)) {
      throw new IllegalArgumentException(
          "steps of 0/s: nothing would ever arrive; give at least one rate above zero, such as"
              + " perSecond(100)");
    }
    if (LoadShape.nanos(duration) < rates.size()) {
      throw new IllegalArgumentException(
          "duration "
              + duration
              + " of "
              + rates.size()
              + " steps: each lasts at least a nanosecond; give one such as seconds(30)");
    }
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      segments.add(new Segment(edge(i), edge(i + 1), rates.get(i).perSecond()));
    }
    return segments;
  }

  private long edge(int step) {
    return duration.multipliedBy(step).dividedBy(rates.size()).toNanos();
  }
}
