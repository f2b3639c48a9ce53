package dev.spike.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
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
    List<Segment> all =
        Stream.concat(first.segments().stream(), second.segments().stream()).toList();
    TreeSet<Long> edges = new TreeSet<>();
    all.forEach(s -> edges.addAll(List.of(s.startNanos(), s.endNanos())));
    List<Segment> sum = new ArrayList<>();
    long start = edges.pollFirst();
    for (long end : edges) {
      sum.add(new Segment(start, end, rateAt(all, start)));
      start = end;
    }
    return sum;
  }

  @Override
  public List<BurstAt> bursts() {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    Stream.concat(first.bursts().stream(), second.bursts().stream())
        .forEach(burst -> counts.merge(burst.atNanos(), burst.count(), Math::addExact));
    return counts.entrySet().stream().map(e -> new BurstAt(e.getKey(), e.getValue())).toList();
  }

  private static double rateAt(List<Segment> all, long nanos) {
    return all.stream()
        .filter(s -> s.startNanos() <= nanos && nanos < s.endNanos())
        .mapToDouble(Segment::perSecond)
        .sum();
  }
}
