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

  private Buckets() {}

  /** The bucket of a value that is not below zero. */
  static int indexOf(long nanos) {
    int dropped = Math.max(0, Long.SIZE - SIGNIFICANT_BITS - Long.numberOfLeadingZeros(nanos));
    return (dropped << OCTAVE_BITS) + (int) (nanos >>> dropped);
  }

  /** The highest value of a bucket. */
  static long highestOf(int index) {
    int dropped = Math.max(0, (index >>> OCTAVE_BITS) - 1);
    long leading = index - ((long) dropped << OCTAVE_BITS);
    return (leading << dropped) + (1L << dropped) - 1;
  }
}
