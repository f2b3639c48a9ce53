package dev.spike.report;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run happened on. */
public final class Environment {
  private Environment() {}

  /** Label to value, in the order of a report's header. */
  public static Map<String, String> collect() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("JVM", System.getProperty("java.vm.name") + ", " + System.getProperty("java.version"));
    all.put("Cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    all.put("Heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB at most");
    all.put(
        "Collector",
        String.join(
            ", ",
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(gc -> gc.getName())
                .toList()));
    return all;
  }
}
