package dev.spike.remote.process;

import static dev.spike.measure.MemoryReading.NOT_MEASURED;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is read from {@code jcmd VM.flags}.
 *
 * @param maxHeapBytes the heap's limit, or {@link dev.spike.measure.MemoryReading#NOT_MEASURED}
 * @param collector such as {@code G1}, or {@code unknown}
 */
record JvmFlags(long maxHeapBytes, String collector) {
  static final JvmFlags UNKNOWN = new JvmFlags(NOT_MEASURED, "unknown");

  private static final Pattern MAX_HEAP = Pattern.compile("-XX:MaxHeapSize=(\\d+)");
  private static final Pattern COLLECTOR =
      Pattern.compile("-XX:\\+Use(G1|Serial|Parallel|Z|Shenandoah|Epsilon)GC\\b");

  static JvmFlags parse(List<String> lines) {
    String text = String.join(" ", lines);
    Matcher heap = MAX_HEAP.matcher(text);
    Matcher collector = COLLECTOR.matcher(text);
    return new JvmFlags(
        heap.find() ? Long.parseLong(heap.group(1)) : NOT_MEASURED,
        collector.find() ? collector.group(1) : "unknown");
  }
}
