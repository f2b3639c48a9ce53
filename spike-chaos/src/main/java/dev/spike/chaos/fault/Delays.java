package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Where delays are made, to be imported statically: {@code latency(uniform(from, to))}. */
public final class Delays {
  /** One hour, the longest delay: longer than any time-out worth testing. */
  public static final Duration MAX = Duration.ofHours(1);

  private Delays() {}

  /**
   * Always the same.
   *
   * @param delay above zero, at most {@link #MAX}
   */
  public static Delay fixed(Duration delay) {
    return new Fixed(delay);
  }

  /**
   * Evenly spread around a middle: middle +- spread.
   *
   * @param middle above zero, at most {@link #MAX}
   * @param spread above zero, at most the middle
   */
  public static Delay jitter(Duration middle, Duration spread) {
    checked(middle);
    if (spread.isNegative() || spread.isZero() || spread.compareTo(middle) > 0) {
      throw new IllegalArgumentException(
          "The spread of a delay was %s, but must be above zero and at most its middle of %s: give how far it may stray"
              .formatted(spread, middle));
    }
    return new Uniform(middle.minus(spread), middle.plus(spread));
  }

  /**
   * Evenly spread between two times.
   *
   * @param from zero or more
   * @param to above {@code from}
   */
  public static Delay uniform(Duration from, Duration to) {
    return new Uniform(from, to);
  }

  /**
   * Log-normal, as times of services mostly are.
   *
   * @param median above zero
   * @param p99 the 99th percentile, above the median, at most {@link #MAX}
   */
  public static Delay lognormal(Duration median, Duration p99) {
    return new Lognormal(median, p99);
  }

  /**
   * Pareto: mostly short and without bound to the top, as times under contention.
   *
   * @param least the shortest and most frequent, above zero, at most {@link #MAX}
   * @param shape alpha, above 0: the smaller, the heavier the tail; at 1 and below it has no mean
   */
  public static Delay pareto(Duration least, double shape) {
    return new Pareto(least, shape);
  }

  /**
   * As recorded: quantiles of a histogram, evenly spread between them.
   *
   * @param quantiles time by quantile from 0 to 1, which must have the quantile 1; what is below
   *     the lowest one given has its time
   */
  public static Delay recorded(Map<Double, Duration> quantiles) {
    return Recorded.of(quantiles);
  }

  /**
   * As recorded: one of these times, all equally likely.
   *
   * @param times at least one, each from zero to {@link #MAX}
   */
  public static Delay recorded(Collection<Duration> times) {
    return OneOfTimes.of(times);
  }

  static Duration checked(Duration delay) {
    if (delay.isNegative() || delay.isZero() || delay.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "The delay of a latency fault was %s, but must be above zero and at most %s: give the time a call shall be held up"
              .formatted(delay, MAX));
    }
    return delay;
  }
}
