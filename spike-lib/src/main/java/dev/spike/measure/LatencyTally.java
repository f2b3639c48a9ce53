package dev.spike.measure;

import java.util.Arrays;

/**
 * Counts values that are being recorded, in {@link Buckets}; not thread-safe. An open-addressed
 * table, since an interval holds few distinct values of the 55,296 that a dense histogram reserves.
 * It grows with the number of distinct values, at the very most to 1 MB, and is kept when cleared,
 * so that recording allocates nothing once the usual values have been seen.
 *
 * <p>An entry is one long: above the count, in {@value #COUNT_BITS} bits, the number of the bucket
 * plus one; zero is empty. A billion values a second would fill a count in a day and a half.
 */
final class LatencyTally {
  private static final int COUNT_BITS = 47;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int SMALLEST_BITS = 6;

  /** Spreads neighbouring buckets evenly (Knuth, TAOCP 3, 6.4: multiplicative hashing). */
  private static final int GOLDEN = 0x9E3779B9;

  private long[] table = new long[1 << SMALLEST_BITS];
  private int shift = Integer.SIZE - SMALLEST_BITS;
  private int size;

  /** Counts a value; one below zero as zero. */
  void add(long nanos) {
    int key = Buckets.indexOf(Math.max(0, nanos)) + 1;
    long[] entries = table;
    int slot = (key * GOLDEN) >>> shift;
    long entry = entries[slot];
    while (entry >>> COUNT_BITS != key) {
      if (entry == 0) {
        insert(slot, key);
        return;
      }
      slot = (slot + 1) & (entries.length - 1);
      entry = entries[slot];
    }
    entries[slot] = entry + 1;
  }

  private void insert(int slot, int key) {
    table[slot] = ((long) key << COUNT_BITS) + 1;
    size++;
    if (size * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    shift--;
    for (long entry : old) {
      if (entry != 0) {
        int slot = ((int) (entry >>> COUNT_BITS) * GOLDEN) >>> shift;
        while (table[slot] != 0) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = entry;
      }
    }
  }

  /** What was counted. */
  Latencies toLatencies() {
    if (size == 0) {
      return Latencies.EMPTY;
    }
    long[] sorted = new long[size];
    int n = 0;
    for (long entry : table) {
      if (entry != 0) {
        sorted[n++] = entry;
      }
    }
    Arrays.sort(sorted);
    LatencyEncoder encoder = new LatencyEncoder(2 * size);
    for (long entry : sorted) {
      encoder.append((int) (entry >>> COUNT_BITS) - 1, entry & COUNT_MASK);
    }
    return encoder.toLatencies();
  }

  /** Forgets all, and keeps the table. */
  void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      size = 0;
    }
  }
}
