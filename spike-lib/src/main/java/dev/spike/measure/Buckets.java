package dev.spike.measure;

/**
 * The buckets of an HdrHistogram with three significant digits, numbered from 0: below 2,048 ns
 * each value has its own, from there on each octave has 1,024, so that the eleven leading bits of a
 * value tell its bucket.
 */
final class Buckets {
  /** How many there are, up to the largest long; a number fits into 16 bits. */
  static final int COUNT = 54 << Buckets.OCTAVE_BITS;

  private static final int OCTAVE_BITS = 10;
  private static final int SIGNIFICANT_BITS = OCTAVE_BITS + 1;

  /** Has all significant bits, so that no value seems to have fewer. */
  private static final long SIGNIFICANT = (1L << SIGNIFICANT_BITS) - 1;

  private Buckets() {}

  /**
   * The bucket of a value; of one below zero a number of {@link #COUNT} or more, which is none.
   * Without branches: this is done several times for each operation.
   */
  static int indexOf(long nanos) {
    int used = Long.SIZE - Long.numberOfLeadingZeros(nanos | SIGNIFICANT);
    int dropped = used - SIGNIFICANT_BITS;
    return (dropped << OCTAVE_BITS) + (int) (nanos >>> dropped);
  }

  /** The highest value of a bucket. */
  static long highestOf(int index) {
    int dropped = Math.max(0, (index >>> OCTAVE_BITS) - 1);
    long leading = index - ((long) dropped << OCTAVE_BITS);
    return (leading << dropped) + (1L << dropped) - 1;
  }
}
