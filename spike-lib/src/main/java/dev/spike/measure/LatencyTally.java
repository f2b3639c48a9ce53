package dev.spike.measure;

import java.util.Arrays;

/**
 * Counts values that are being recorded, in buckets of {@link Latencies}; not thread-safe. An
 * open-addressed table, since an interval holds few distinct values of the 50,000 that a dense
 * histogram reserves.
 */
final class LatencyTally {
  private static final long EMPTY = -1;

  private long[] values = emptyTable(64);
  private long[] counts = new long[64];
  private int size;

  void add(long nanos) {
    long value = Latencies.bucketOf(Math.max(0, nanos));
    int slot = slotOf(value);
    if (values[slot] == EMPTY) {
      values[slot] = value;
      size++;
    }
    counts[slot]++;
    if (size * 2 > values.length) {
      grow();
    }
  }

  Latencies toLatencies() {
    long[] sorted = Arrays.stream(values).filter(v -> v != EMPTY).sorted().toArray();
    return new Latencies(
        sorted, Arrays.stream(sorted).map(value -> counts[slotOf(value)]).toArray());
  }

  private int slotOf(long value) {
    int mask = values.length - 1;
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (values[slot] != EMPTY && values[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldValues = values;
    long[] oldCounts = counts;
    values = emptyTable(oldValues.length * 2);
    counts = new long[values.length];
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != EMPTY) {
        int slot = slotOf(oldValues[i]);
        values[slot] = oldValues[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private static long[] emptyTable(int length) {
    long[] table = new long[length];
    Arrays.fill(table, EMPTY);
    return table;
  }
}
