package dev.spike.measure;

import java.util.Arrays;

/**
 * A distribution of times in nanoseconds; immutable, and small where few distinct values were
 * recorded.
 *
 * <p>Values are kept in the buckets of an HdrHistogram with three significant digits (the eleven
 * leading bits), and read back as the highest value of their bucket, so a value is never told too
 * small and at most 0.1% too large, and going through an encoded HdrHistogram changes nothing.
 */
public final class Latencies {
  /** No values. */
  public static final Latencies EMPTY = new Latencies(new long[0], new long[0]);

  private static final int SIGNIFICANT_BITS = 11;

  private final long[] values;
  private final long[] counts;
  private final long total;

  /** Distinct bucket values, ascending, and how often each occurred; the arrays are taken over. */
  Latencies(long[] values, long[] counts) {
    this.values = values;
    this.counts = counts;
    this.total = Arrays.stream(counts).sum();
  }

  /** The distribution of some values in nanoseconds, none below zero. */
  public static Latencies of(long... nanos) {
    LatencyTally tally = new LatencyTally();
    Arrays.stream(nanos).forEach(tally::add);
    return tally.toLatencies();
  }

  static long bucketOf(long nanos) {
    int dropped = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - SIGNIFICANT_BITS);
    return nanos | ((1L << dropped) - 1);
  }

  /** How many values there are. */
  public long count() {
    return total;
  }

  /**
   * The smallest value that at least the given share of all values does not exceed.
   *
   * @param percent from 0 to 100
   * @return nanoseconds; NaN when there are no values
   */
  public double percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percentile " + percent + ": it lies from 0 to 100");
    }
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * total - 1e-9));
    long seen = 0;
    for (int i = 0; i < values.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** The largest value; NaN when there are none. */
  public double max() {
    return total == 0 ? Double.NaN : values[values.length - 1];
  }

  /** The arithmetic mean; NaN when there are no values. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * counts[i];
    }
    return sum / total;
  }

  /** How many values are above a limit in nanoseconds. */
  public long countAbove(double nanos) {
    long above = 0;
    for (int i = values.length - 1; i >= 0 && values[i] > nanos; i--) {
      above += counts[i];
    }
    return above;
  }

  /** Both together. */
  public Latencies plus(Latencies other) {
    if (total == 0 || other.total == 0) {
      return total == 0 ? other : this;
    }
    long[] merged = new long[values.length + other.values.length];
    long[] summed = new long[merged.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < values.length || j < other.values.length) {
      long mine = i < values.length ? values[i] : Long.MAX_VALUE;
      long theirs = j < other.values.length ? other.values[j] : Long.MAX_VALUE;
      merged[size] = Math.min(mine, theirs);
      summed[size++] =
          (mine <= theirs ? counts[i++] : 0) + (theirs <= mine ? other.counts[j++] : 0);
    }
    return new Latencies(Arrays.copyOf(merged, size), Arrays.copyOf(summed, size));
  }

  /** Gives each distinct value, ascending, with its count. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < values.length; i++) {
      visitor.visit(values[i], counts[i]);
    }
  }

  /** Takes the distinct values of a distribution. */
  @FunctionalInterface
  public interface Visitor {
    /** One distinct value in nanoseconds and how often it occurred. */
    void visit(long nanos, long count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latencies that
        && Arrays.equals(values, that.values)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Latencies[n=" + total + ", p50=" + percentile(50) + ", max=" + max() + "]";
  }
}
