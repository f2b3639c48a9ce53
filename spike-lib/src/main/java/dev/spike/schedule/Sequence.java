package dev.spike.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Shapes one after the other. The fraction of an arrival that is left at a border is carried over
 * it.
 *
 * @param parts at least one
 */
public record Sequence(List<LoadShape> parts) implements LoadShape {
  /** Refuses a sequence without parts and one of more than a hundred years. */
  public Sequence {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("sequence: no parts given; name at least one shape");
    }
    LoadShape.nanos(
        parts.stream()
            .map(part -> Duration.ofNanos(part.durationNanos()))
            .reduce(Duration.ZERO, Duration::plus));
  }

  @Override
  public long durationNanos() {
    return parts.stream().mapToLong(LoadShape::durationNanos).sum();
  }

  @Override
  public List<Segment> segments() {
    return shifted(LoadShape::segments, Segment::shifted);
  }

  @Override
  public List<BurstAt> bursts() {
    return shifted(LoadShape::bursts, BurstAt::shifted);
  }

  private <T> List<T> shifted(Function<LoadShape, List<T>> of, BiFunction<T, Long, T> shift) {
    List<T> all = new ArrayList<>();
    long start = 0;
    for (LoadShape part : parts) {
      for (T piece : of.apply(part)) {
        all.add(shift.apply(piece, start));
      }
      start += part.durationNanos();
    }
    return all;
  }
}
