package dev.spike.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded traffic: how many arrivals there were in each stretch of time, evenly spread within it.
 * Each stretch gives the number that was counted, a fraction at its border carried over.
 *
 * <p>Rates are scaled by {@link #times}; time by {@link #lasting}, which keeps the rates, or by
 * {@link #faster}, which keeps the arrivals.
 *
 * @param buckets one after the other; not all of them empty
 */
public record Replay(List<Bucket> buckets) implements LoadShape {
  /**
   * What was counted in a stretch of time.
   *
   * @param width how long it lasted; above zero
   * @param count arrivals in it; zero or more, a fraction allowed, at most one each nanosecond
   */
  public record Bucket(Duration width, double count) {
    /** Refuses an empty width and counts that are no rate. */
    public Bucket {
      LoadShape.nanos(width);
      if (!(count >= 0 && count <= width.toNanos())) {
        throw new IllegalArgumentException(
            "count "
                + count
                + " in "
                + width
                + ": a count is zero or more and at most one arrival each nanosecond; correct it");
      }
    }
  }

  /** Refuses a replay in which nothing arrives and one of more than a hundred years. */
  public Replay {
    buckets = List.copyOf(buckets);
    LoadShape.nanos(
        buckets.stream().map(Bucket::width).reduce(Duration.ofNanos(0), Duration::plus));
    if (buckets.stream().allMatch(bucket -> bucket.count() == 0)) {
      throw new IllegalArgumentException(
          "replay of " + buckets.size() + " counts, all zero: give at least one above zero");
    }
  }

  /**
   * Reads a CSV file in UTF-8 with lines {@code time,count}: when a bucket starts, in seconds from
   * anywhere (1970, or the start of the recording), and how many arrived in it. Both may have
   * fractions. A bucket lasts until the next one starts, the last one as long as the one before it.
   * Blank lines, lines that start with {@code #} and a header are skipped.
   *
   * @throws IllegalArgumentException when the file cannot be read, naming it, or holds anything
   *     else, naming the line, the value, the rule and the fix
   */
  public static Replay read(Path file) {
    return new Replay(CountsCsv.read(file));
  }

  /** The same from the lines of such a file. */
  public static Replay parse(List<String> lines) {
    return new Replay(CountsCsv.parse(lines));
  }

  @Override
  public long durationNanos() {
    return buckets.stream().mapToLong(bucket -> bucket.width().toNanos()).sum();
  }

  @Override
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    long start = 0;
    for (Bucket bucket : buckets) {
      long end = start + bucket.width().toNanos();
      segments.add(new Segment(start, end, bucket.count() * 1e9 / (end - start)));
      start = end;
    }
    return segments;
  }

  /** The same traffic at a multiple of its height: each count times the factor, above zero. */
  public Replay times(double factor) {
    checkFactor(factor);
    return new Replay(
        buckets.stream().map(b -> new Bucket(b.width(), b.count() * factor)).toList());
  }

  /**
   * The same curve stretched or squeezed to last this long: the rates stay, so there are more or
   * fewer arrivals.
   */
  public Replay lasting(Duration duration) {
    return within(LoadShape.nanos(duration), true);
  }

  /**
   * The same arrivals in less time: a factor of 2 lets them come in half of it, so at twice the
   * rate; one below 1 slows them down.
   */
  public Replay faster(double factor) {
    checkFactor(factor);
    return within(Math.round(durationNanos() / factor), false);
  }

  private static void checkFactor(double factor) {
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "replay scaled by " + factor + ": a factor is above zero; give one such as 2.0");
    }
  }

  private Replay within(long nanos, boolean keepRates) {
    double all = durationNanos();
    List<Bucket> scaled = new ArrayList<>();
    long end = 0;
    long scaledStart = 0;
    for (Bucket bucket : buckets) {
      long width = bucket.width().toNanos();
      end += width;
      // From the start each time, so that the edges do not drift.
      long scaledEnd = Math.round(nanos * (end / all));
      long scaledWidth = scaledEnd - scaledStart;
      double count = keepRates ? bucket.count() * scaledWidth / width : bucket.count();
      scaled.add(new Bucket(Duration.ofNanos(scaledWidth), count));
      scaledStart = scaledEnd;
    }
    return new Replay(scaled);
  }
}
