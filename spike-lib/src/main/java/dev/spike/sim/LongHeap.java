package dev.spike.sim;

import java.util.Arrays;

/** Instants, of which the earliest is at hand; a binary heap. Not thread-safe. */
final class LongHeap {
  private long[] items = new long[16];
  private int size;

  int size() {
    return size;
  }

  /** The earliest; there must be one. */
  long first() {
    return items[0];
  }

  void add(long instant) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    int at = size++;
    while (at > 0 && items[(at - 1) / 2] > instant) {
      items[at] = items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    items[at] = instant;
  }

  /** Takes the earliest out. */
  void removeFirst() {
    size--;
    if (size > 0) {
      sink(items[size]);
    }
  }

  /** Puts another in the place of the earliest. */
  void replaceFirst(long instant) {
    sink(instant);
  }

  private void sink(long instant) {
    int at = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && items[child + 1] < items[child]) {
        child++;
      }
      if (items[child] >= instant) {
        break;
      }
      items[at] = items[child];
      at = child;
      child = 2 * at + 1;
    }
    items[at] = instant;
  }
}
