package dev.spike.measure;

import java.util.Arrays;

/**
 * Counts values that are being recorded, in {@link Buckets}; not thread-safe. An open-addressed
 * table, since an interval holds few distinct values of the 55,296 that a dense histogram reserves.
 * Neighbouring buckets are neighbours in the table, so that what is common stays in the processor's
 * cache and is found at its own place. It grows with the number of distinct values and their
 * spread, at the very most to 512 kB, where every bucket has its own place; it is kept when
 * cleared, so that recording allocates nothing once the usual values have been seen.
 *
 * <p>An entry is one long: above the count, in {@value #COUNT_BITS} bits, the number of the bucket
 * plus one; zero is empty. A billion values a second would fill a count in a day and a half.
 */
final class LatencyTally {
  private static final int COUNT_BITS = 47;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int SMALLEST = 64;

  /** Room for every bucket in a place of its own. */
  private static final int LARGEST = Integer.highestOneBit(2 * Buckets.COUNT - 1);

  /** A new bucket further than this from its own place makes the table grow. */
  private static final int FAR = 4;

  private long[] table = new long[SMALLEST];
  private int size;

  /** Counts a value; one below zero as zero. */
  void add(long nanos) {
    int key = Buckets.indexOf(nanos) + 1;
    long[] entries = table;
    int mask = entries.length - 1;
    int slot = key & mask;
    long entry = entries[slot];
    while (entry >>> COUNT_BITS != key) {
      if (entry == 0) {
        insert(slot, key);
        return;
      }
      slot = (slot + 1) & mask;
      entry = entries[slot];
    }
    entries[slot] = entry + 1;
  }

  /** Not part of {@link #add}, to keep small what the compiler puts in several places. */
  private void insert(int slot, int key) {
    if (key > Buckets.COUNT) {
      add(0);
      return;
    }
    table[slot] = ((long) key << COUNT_BITS) + 1;
    size++;
    boolean far = ((slot - key) & (table.length - 1)) > FAR;
    if ((far || size * 2 > table.length) && table.length < LARGEST) {
      grow();
    }
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long entry : old) {
      if (entry != 0) {
        put(entry);
      }
    }
  }

  private void put(long entry) {
    int slot = (int) (entry >>> COUNT_BITS) & (table.length - 1);
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = entry;
  }

  /** How many entries there is room for. */
  int places() {
    return table.length;
  }

  /** How many values were counted. */
  long count() {
    long sum = 0;
    for (long entry : table) {
      sum += entry & COUNT_MASK;
    }
    return sum;
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
