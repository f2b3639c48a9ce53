package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * The form of a load over a stretch of time: a rate curve, made of segments, and bursts on top of
 * it. Shapes are immutable values; they follow each other ({@link Sequence}) and add up ({@link
 * Sum}).
 */
public sealed interface LoadShape
    permits Constant, Idle, Steps, Ramp, Sine, Burst, Replay, Sequence, Sum {
  /** How long the shape lasts, in nanoseconds; above zero. */
  long durationNanos();

  /** The rate curve as adjoining segments from 0 to {@link #durationNanos()}. */
  List<Segment> segments();

  /** The bursts, in order of their instants, at most one at each; empty where there are none. */
  default List<BurstAt> bursts() {
    return List.of();
  }

  /** The nanoseconds of a duration, which must be above zero and at most a hundred years. */
  static long nanos(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "duration " + duration + ": a load lasts longer than zero; give one such as seconds(30)");
    }
    if (duration.toDays() > 36_500) {
      throw new IllegalArgumentException(
          "duration " + duration + ": longer than a hundred years; give one such as minutes(10)");
    }
    return duration.toNanos();
  }
}
