package dev.spike.measure;

import java.util.List;
import java.util.Map;

/**
 * What one interval of the clock brought: the operations that ended in it, keyed by the interval of
 * their intended start, and the gauges read at its end. Increments add up to a {@link Timeline}, in
 * any order and any number of them.
 *
 * @param index the interval that has ended; the last increment of a run also holds what ended after
 *     the load
 * @param ended what ended in it, by intended start
 * @param gauges readings at its end, by gauge name
 * @param gcNanos time that this JVM's collector took within it
 * @param hiccupNanos by how much this JVM's sampling thread woke late: pauses and starvation
 */
public record Increment(
    int index, List<Interval> ended, Map<String, Double> gauges, long gcNanos, long hiccupNanos) {
  /** Copies its collections. */
  public Increment {
    ended = List.copyOf(ended);
    gauges = Map.copyOf(gauges);
  }

  /** How all that ended came out. */
  public Outcomes outcomes() {
    return ended.stream().map(Interval::outcomes).reduce(Outcomes.NONE, Outcomes::plus);
  }
}
