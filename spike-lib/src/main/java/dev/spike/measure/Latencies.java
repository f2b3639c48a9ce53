package dev.spike.measure;

import java.util.Arrays;

/**
 * A distribution of times in nanoseconds; immutable, and small: of 1,000 values that spread as
 * latencies do it keeps about a kilobyte, of a million some 3 to 40, however many more there are.
 *
 * <p>Values are kept in the buckets of an HdrHistogram with three significant digits (the eleven
 * leading bits), and read back as the highest value of their bucket, so a value is never told too
 * small and at most 0.1% too large, and going through an encoded HdrHistogram changes nothing.
 */
public final class Latencies {
  /** No values. */
  public static final Latencies EMPTY = new Latencies(new byte[0], 0, 0);

  private final byte[] code;
  private final long total;
  private final long max;

  /** What a {@link LatencyEncoder} made; the array is taken over. */
  Latencies(byte[] code, long total, long max) {
    this.code = code;
    this.total = total;
    this.max = max;
  }

  /** The distribution of some values in nanoseconds, none below zero. */
  public static Latencies of(long... nanos) {
    LatencyTally tally = new LatencyTally();
    Arrays.stream(nanos).forEach(tally::add);
    return tally.toLatencies();
  }

  /** The same value in nanoseconds a number of times. */
  public static Latencies repeated(long nanos, long count) {
    LatencyEncoder encoder = new LatencyEncoder(Long.BYTES);
    if (count > 0) {
      encoder.append(Buckets.indexOf(nanos), count);
    }
    return encoder.toLatencies();
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
    LatencyCursor cursor = new LatencyCursor(code);
    long seen = 0;
    while (cursor.next()) {
      seen += cursor.count();
      if (seen >= rank) {
        return cursor.nanos();
      }
    }
    return Double.NaN;
  }

  /** The largest value; NaN when there are none. */
  public double max() {
    return total == 0 ? Double.NaN : max;
  }

  /** The arithmetic mean; NaN when there are no values. */
  public double mean() {
    LatencyCursor cursor = new LatencyCursor(code);
    double sum = 0;
    while (cursor.next()) {
      sum += (double) cursor.nanos() * cursor.count();
    }
    return sum / total;
  }

  /** How many values are above a limit in nanoseconds. */
  public long countAbove(double nanos) {
    if (max <= nanos) {
      return 0;
    }
    LatencyCursor cursor = new LatencyCursor(code);
    long below = 0;
    while (cursor.next() && cursor.nanos() <= nanos) {
      below += cursor.count();
    }
    return total - below;
  }

  /** The values in ascending order from one rank on, counted from 0, up to another. */
  public Latencies ranked(long from, long to) {
    LatencyCursor cursor = new LatencyCursor(code);
    LatencyEncoder part = new LatencyEncoder(code.length);
    long before = 0;
    while (cursor.next()) {
      long count = Math.min(to, before + cursor.count()) - Math.max(from, before);
      if (count > 0) {
        part.append(cursor.bucket(), count);
      }
      before += cursor.count();
    }
    return part.toLatencies();
  }

  /** Both together. */
  public Latencies plus(Latencies other) {
    if (total == 0 || other.total == 0) {
      return total == 0 ? other : this;
    }
    LatencyCursor mine = new LatencyCursor(code);
    LatencyCursor theirs = new LatencyCursor(other.code);
    LatencyEncoder sum = new LatencyEncoder(code.length + other.code.length);
    mine.next();
    theirs.next();
    for (int next = first(mine, theirs); next < Buckets.COUNT; next = first(mine, theirs)) {
      sum.append(next, taken(mine, next) + taken(theirs, next));
    }
    return sum.toLatencies();
  }

  private static int first(LatencyCursor a, LatencyCursor b) {
    return Math.min(a.bucket(), b.bucket());
  }

  private static long taken(LatencyCursor from, int bucket) {
    if (from.bucket() != bucket) {
      return 0;
    }
    long count = from.count();
    from.next();
    return count;
  }

  /** Gives each distinct value, ascending, with its count. */
  public void forEach(Visitor visitor) {
    LatencyCursor cursor = new LatencyCursor(code);
    while (cursor.next()) {
      visitor.visit(cursor.nanos(), cursor.count());
    }
  }

  /** Takes the distinct values of a distribution. */
  @FunctionalInterface
  public interface Visitor {
    /** One distinct value in nanoseconds and how often it occurred. */
    void visit(long nanos, long count);
  }

  /** How many bytes are kept of the values, apart from this object itself. */
  public int retainedBytes() {
    return code.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latencies that && Arrays.equals(code, that.code);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(code);
  }

  @Override
  public String toString() {
    return "Latencies[n=" + total + ", p50=" + percentile(50) + ", max=" + max() + "]";
  }
}
