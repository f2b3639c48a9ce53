package dev.spike.remote.toxiproxy;

import dev.spike.remote.proxy.Direction;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.function.ToLongBiFunction;

/**
 * What {@code GET /metrics} shows, in Prometheus' text format 0.0.4. The bytes are counted as they
 * pass, not when a connection ends.
 */
record Metrics(boolean proxies, boolean runtime) {
  private static final double MILLIS = 1e3;

  boolean any() {
    return proxies || runtime;
  }

  Answer answer(Collection<ServedProxy> all) {
    StringBuilder text = new StringBuilder();
    if (runtime) {
      runtime(text);
    }
    if (proxies) {
      bytes(text, "received", all, ServedProxy::receivedBytes);
      bytes(text, "sent", all, ServedProxy::sentBytes);
    }
    return Answer.of("text/plain; version=0.0.4; charset=utf-8", text.toString());
  }

  private static void bytes(
      StringBuilder text,
      String what,
      Collection<ServedProxy> all,
      ToLongBiFunction<ServedProxy, Direction> count) {
    String name = "toxiproxy_proxy_" + what + "_bytes_total";
    head(text, name, "counter", "Bytes " + what + " by each proxy and direction.");
    for (ServedProxy proxy : all) {
      for (Direction direction : Direction.values()) {
        text.append(name)
            .append("{direction=\"")
            .append(direction)
            .append("\",listener=\"")
            .append(escaped(proxy.listen()))
            .append("\",proxy=\"")
            .append(escaped(proxy.name()))
            .append("\",upstream=\"")
            .append(escaped(proxy.upstream()))
            .append("\"} ")
            .append(count.applyAsLong(proxy, direction))
            .append('\n');
      }
    }
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void runtime(StringBuilder text) {
    var jvm = ManagementFactory.getRuntimeMXBean();
    var memory = ManagementFactory.getMemoryMXBean();
    value(text, "process_start_time_seconds", "gauge", jvm.getStartTime() / MILLIS);
    value(text, "process_cpu_seconds_total", "counter", cpuSeconds());
    value(
        text, "jvm_threads_current", "gauge", ManagementFactory.getThreadMXBean().getThreadCount());
    value(text, "jvm_heap_used_bytes", "gauge", (double) memory.getHeapMemoryUsage().getUsed());
    value(
        text, "jvm_nonheap_used_bytes", "gauge", (double) memory.getNonHeapMemoryUsage().getUsed());
    long collections = 0;
    long millis = 0;
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
      millis += collector.getCollectionTime();
    }
    value(text, "jvm_gc_collections_total", "counter", (double) collections);
    value(text, "jvm_gc_collection_seconds_total", "counter", millis / MILLIS);
  }

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(d -> d.toMillis() / MILLIS)
        .orElse(0.0);
  }

  private static void value(StringBuilder text, String name, String type, double value) {
    head(text, name, type, "Of the Java process.");
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
