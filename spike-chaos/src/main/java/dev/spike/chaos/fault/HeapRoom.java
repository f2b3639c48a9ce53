package dev.spike.chaos.fault;

import java.util.function.LongSupplier;

/**
 * What can be taken of the heap. Ballast is loaded after it was let in, and counts meanwhile, so
 * that two faults at a time do not take the same room. Thread-safe.
 */
final class HeapRoom {
  /** Of the maximum heap, what is left to the JVM at the very least. */
  private static final double LEFT = 0.05;

  static final HeapRoom JVM = new HeapRoom(HeapRoom::free);

  private final LongSupplier free;
  private long reserved;

  /** Of a heap with so much free, apart from what is left to the JVM. */
  HeapRoom(LongSupplier free) {
    this.free = free;
  }

  private static long free() {
    Runtime jvm = Runtime.getRuntime();
    long used = jvm.totalMemory() - jvm.freeMemory();
    return (long) (jvm.maxMemory() * (1 - LEFT)) - used;
  }

  /**
   * Lets so many bytes in, to be given back when they are loaded or will not be.
   *
   * @throws IllegalStateException when there is less room
   */
  synchronized void reserve(long bytes) {
    long most = Math.max(0, free.getAsLong() - reserved);
    if (bytes > most) {
      throw new IllegalStateException(
          "a ballast of %d bytes does not fit, as only %d can be taken now: take less or give the JVM a larger heap"
              .formatted(bytes, most));
    }
    reserved += bytes;
  }

  synchronized void giveBack(long bytes) {
    reserved -= bytes;
  }
}
