package dev.spike.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two shapes at once: the rates add up, the bursts of both take place, those of one instant as one.
 * It lasts as long as the longer one; the shorter one adds nothing after its end.
 *
 * @param first one shape
 * @param second the other
 */
public record Sum(LoadShape first, LoadShape second) implements LoadShape {
  @Override
  public long durationNanos() {
    return Math.max(first.durationNanos(), second.durationNanos());
  }

  @Override
  public List<Segment> segments() {
    List<Segment> left = padded(first);
    List<Segment> right = padded(second);
    List<Segment> sum = new ArrayList<>();
    int l = 0;
    int r = 0;
    for (long start = 0; start < durationNanos(); ) {
      Segment a = left.get(l);
      Segment b = right.get(r);
      long end = Math.min(a.endNanos(), b.endNanos());
      sum.add(a.cut(start, end).plus(b.cut(start, end)));
      l += a.endNanos() == end ? 1 : 0;
      r += b.endNanos() == end ? 1 : 0;
      start = end;
    }
    return sum;
  }

  /** The segments of a part, and silence from its end to that of the sum. */
  private List<Segment> padded(LoadShape part) {
    List<Segment> segments = new ArrayList<>(part.segments());
    if (part.durationNanos() < durationNanos()) {
      segments.add(new Segment(part.durationNanos(), durationNanos(), 0));
    }
    return segments;
  }

  @Override
  public List<BurstAt> bursts() {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    Stream.concat(first.bursts().stream(), second.bursts().stream())
        .forEach(burst -> counts.merge(burst.atNanos(), burst.count(), Math::addExact));
    return counts.entrySet().stream().map(e -> new BurstAt(e.getKey(), e.getValue())).toList();
  }
}
