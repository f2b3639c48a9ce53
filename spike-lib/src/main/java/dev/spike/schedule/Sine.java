package dev.spike.schedule;

import java.time.Duration;
import java.util.List;

/**
 * A rate that swings around a mean: {@code rate(t) = mean + amplitude * sin(2 pi (t / period + q /
 * 4))}, where q is the quarter that it starts in.
 *
 * @param mean arrivals each second on average over a period; above zero
 * @param amplitude how far the rate goes above and below the mean, in arrivals each second; at most
 *     the mean
 * @param period from crest to crest; above zero
 * @param start where in its period the load begins
 * @param duration how long; above zero, not necessarily a number of whole periods
 */
public record Sine(Rate mean, Rate amplitude, Duration period, Start start, Duration duration)
    implements LoadShape {
  /** Where in its period a wave begins; in the order in which the wave comes by. */
  public enum Start {
    /** At the mean, on the way up. */
    RISING(0),
    /** At the highest rate. */
    PEAK(1),
    /** At the mean, on the way down. */
    FALLING(2),
    /** At the lowest rate. */
    TROUGH(3);

    private final int quarters;

    Start(int quarters) {
      this.quarters = quarters;
    }
  }

  /** Refuses a mean of zero, an amplitude above the mean and empty durations. */
  public Sine {
    LoadShape.nanos(duration);
    LoadShape.nanos(period);
    if (mean.isZero()) {
      throw new IllegalArgumentException(
          "sine of mean 0/s: nothing would ever arrive; give a mean above zero, such as"
              + " perSecond(100)");
    }
    if (amplitude.perSecond() > mean.perSecond()) {
      throw new IllegalArgumentException(
          "sine of amplitude "
              + amplitude.perSecond()
              + "/s: it must not be above the mean of "
              + mean.perSecond()
              + "/s, or the rate would be negative; give a smaller one");
    }
  }

  /** A wave that begins at the mean, on the way up. */
  public Sine(Rate mean, Rate amplitude, Duration period, Duration duration) {
    this(mean, amplitude, period, Start.RISING, duration);
  }

  @Override
  public long durationNanos() {
    return duration.toNanos();
  }

  @Override
  public List<Segment> segments() {
    double middle = mean.perSecond();
    return List.of(new Segment(0, durationNanos(), middle, middle, waves()));
  }

  private List<Wave> waves() {
    long begun = period.multipliedBy(start.quarters).dividedBy(4).toNanos();
    return amplitude.isZero()
        ? List.of()
        : List.of(new Wave(amplitude.perSecond(), period.toNanos(), -begun));
  }
}
