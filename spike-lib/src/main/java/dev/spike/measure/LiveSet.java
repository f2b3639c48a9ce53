package dev.spike.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The memory of this JVM. The live set is the total of a class histogram, which forces a full
 * collection under every collector, also where explicit collections are disabled. Thread-safe; a
 * reading takes some hundred milliseconds.
 */
public final class LiveSet implements MemoryMeter {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  @Override
  public MemoryReading read() {
    String collector =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", "));
    long maxHeap = Runtime.getRuntime().maxMemory();
    try {
      return new MemoryReading(totalOf(histogram()), rss(), maxHeap, collector, "");
    } catch (JMException | IllegalStateException e) {
      return new MemoryReading(
          MemoryReading.NOT_MEASURED, rss(), maxHeap, collector, "no class histogram: " + e);
    }
  }

  /** The bytes that a class histogram, as text, adds up to. */
  public static long totalOf(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("the class histogram has no line with its total");
    }
    return Long.parseLong(total.group(1));
  }

  private static String histogram() throws JMException {
    Object answer =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return String.valueOf(answer);
  }

  private static long rss() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(MemoryReading.NOT_MEASURED);
    } catch (java.io.IOException e) {
      return MemoryReading.NOT_MEASURED;
    }
  }
}
