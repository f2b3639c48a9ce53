package dev.spike.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds spikes in a series as its values come, one for each interval of equal width, such as
 * arrivals or a p95.
 *
 * <p>On a {@link Scale} on which noise is even, each value x is held against the level m expected
 * of it and the scatter s, 1.4826 times the median absolute deviation of the last 500 values:
 *
 * <pre>C = max(0, C + (x - m) / s - 1)</pre>
 *
 * (CUSUM; Page, Biometrika 41, 1954). An event is found when C exceeds what its own earlier
 * excursions from zero let expect of it at the rate asked for ({@link PeakTail}), so a bursty
 * series is allowed more than an even one. It started where C last left zero, or the same sum with
 * a slack of 3, if that accounts for most of it. While it lasts, nothing is learned. After it has
 * been found, a peak half again as high as the threshold is learned: what happens again and again
 * is normal.
 *
 * <p>The first 30 values are only learned from, and from few values thresholds are wide. Memory is
 * bounded, some 20 kB; a value costs a search in windows of up to 500 values, and nothing is
 * allocated for one that begins or ends no event. Not thread-safe.
 */
public final class SpikeDetector {
  private static final int LEAST_VALUES = 30;
  private static final int LEAST_LEVEL = 10;
  private static final int SCATTER_VALUES = 500;
  private static final int LONGEST = 300;

  /** What C loses with each value: best for a shift of twice as many standard deviations. */
  private static final double SLACK = 1;

  /**
   * Excursions are not quite alike and independent: the level is uncertain, and noise is seldom
   * white. So a third of the rate is aimed at; measured, it then is kept.
   */
  private static final double AIM = 1.0 / 3;

  /** What the sum loses that dates the start of a steep event, of which noise is no part. */
  private static final double STEEP_SLACK = 3;

  private static final double LEARNED_OF_EVENT = 1.5;
  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private final Scale scale;
  private final int longest;
  private final PeakTail tail;
  private final OrderedWindow scatter = new OrderedWindow(SCATTER_VALUES);
  private final Stretch excursion = new Stretch();
  private final Stretch rise = new Stretch();
  private Level level = new Level();
  private @Nullable OpenEvent open;
  private double sum;
  private double steepSum;
  private double peak;
  private long seen;
  private long quiet;

  /**
   * A detector that takes 300 values above normal for a new normal.
   *
   * @param rate how many false alarms there may be for each value, such as 1e-4; at least 1e-9 and
   *     at most 0.01
   */
  public SpikeDetector(Scale scale, double rate) {
    this(scale, rate, LONGEST);
  }

  /**
   * A detector.
   *
   * @param rate how many false alarms there may be for each value, such as 1e-4; at least 1e-9 and
   *     at most 0.01
   * @param longest after how many values from its detection an event becomes the new normal; at
   *     least 30
   */
  public SpikeDetector(Scale scale, double rate, int longest) {
    if (!(rate >= 1e-9 && rate <= 0.01)) {
      throw new IllegalArgumentException(
          "false alarm rate "
              + rate
              + ": it lies from 1e-9 to 0.01 a value; one false alarm in 10,000 values is 1e-4");
    }
    if (longest < LEAST_VALUES) {
      throw new IllegalArgumentException(
          "longest event of "
              + longest
              + " values: a new normal takes "
              + LEAST_VALUES
              + " at least; the default is "
              + LONGEST);
    }
    this.scale = scale;
    this.longest = longest;
    this.tail = new PeakTail(rate * AIM, SLACK);
  }

  /**
   * Takes the next value.
   *
   * @param value zero or more; NaN where the interval had none, which only counts it
   * @return the event that it begins, {@link SpikeEvent.State#OPEN}, or the one that is over with
   *     it
   */
  public Optional<SpikeEvent> add(double value) {
    if (value < 0 || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "value " + value + ": it must be zero or above and finite; give NaN where there is none");
    }
    long at = seen++;
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    double scaled = scale.of(value, at * GOLDEN_RATIO % 1);
    if (level.size() < LEAST_LEVEL) {
      level.add(scaled);
      return Optional.empty();
    }
    double off = scaled - level.next();
    double deviation = off / sigma();
    return open == null
        ? quiet(at, value, scaled, off, deviation)
        : during(open, at, value, scaled, deviation);
  }

  /** The event that goes on. */
  public Optional<SpikeEvent> open() {
    return open == null ? Optional.empty() : Optional.of(open.goingOn());
  }

  private double sigma() {
    double least = scale.leastNoise(level.next());
    return scatter.size() == 0 ? least : Math.max(least, MAD_TO_SIGMA * scatter.median());
  }

  private Optional<SpikeEvent> quiet(
      long at, double value, double scaled, double off, double deviation) {
    quiet++;
    sum = scatter.size() < LEAST_LEVEL ? 0 : Math.max(0, sum + deviation - SLACK);
    if (sum > 0) {
      excursion.add(at, value, deviation);
    }
    date(at, value, deviation);
    if (level.size() >= LEAST_VALUES && sum > tail.threshold()) {
      return Optional.of(begin());
    }
    if (sum == 0 && peak > 0) {
      tail.add(peak, quiet);
      excursion.clear();
    }
    peak = sum == 0 ? 0 : Math.max(peak, sum);
    level.add(scaled);
    scatter.add(Math.abs(off));
    return Optional.empty();
  }

  private void date(long at, double value, double deviation) {
    steepSum = sum == 0 ? 0 : Math.max(0, steepSum + deviation - STEEP_SLACK);
    if (steepSum > 0) {
      rise.add(at, value, deviation);
    } else {
      rise.clear();
    }
  }

  private SpikeEvent begin() {
    Stretch start = steepSum > sum / 2 ? rise : excursion;
    OpenEvent found = new OpenEvent(scale.value(level.next()), start);
    excursion.clear();
    rise.clear();
    tail.add(tail.threshold() * LEARNED_OF_EVENT, quiet);
    sum = 0;
    steepSum = 0;
    peak = 0;
    open = found;
    return found.goingOn();
  }

  private Optional<SpikeEvent> during(
      OpenEvent event, long at, double value, double scaled, double deviation) {
    event.add(at, value, scaled, deviation);
    if (event.isOver()) {
      open = null;
      return Optional.of(event.over());
    }
    if (event.age() < longest) {
      return Optional.empty();
    }
    open = null;
    level = event.level();
    return Optional.of(event.settled());
  }
}
