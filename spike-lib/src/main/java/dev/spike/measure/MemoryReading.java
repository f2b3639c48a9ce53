package dev.spike.measure;

/**
 * Memory of one JVM at one moment.
 *
 * @param liveSetBytes bytes still reachable after a full collection, or {@link #NOT_MEASURED}
 * @param rssBytes resident set of the process, or {@link #NOT_MEASURED}
 * @param maxHeapBytes the heap's limit, or {@link #NOT_MEASURED}
 * @param collector the garbage collector's name, or {@code unknown}
 * @param note why something was not measured; empty when all was
 */
public record MemoryReading(
    long liveSetBytes, long rssBytes, long maxHeapBytes, String collector, String note) {
  /** Stands for a figure that could not be had; never a pass. */
  public static final long NOT_MEASURED = -1;
}
