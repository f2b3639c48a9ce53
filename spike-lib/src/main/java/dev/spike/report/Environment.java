package dev.spike.report;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what this JVM is and which versions of the libraries under test it has. */
public final class Environment {
  private record Library(String name, String type, String pomProperties) {}

  private static final Library[] LIBRARIES = {
    new Library("HdrHistogram", "org.HdrHistogram.Histogram", "org.hdrhistogram/HdrHistogram"),
    new Library("Netty", "io.netty.channel.Channel", "io.netty/netty-transport"),
    new Library("HikariCP", "com.zaxxer.hikari.HikariDataSource", "com.zaxxer/HikariCP"),
    new Library(
        "Caffeine",
        "com.github.benmanes.caffeine.cache.Cache",
        "com.github.ben-manes.caffeine/caffeine"),
    new Library(
        "Resilience4j",
        "io.github.resilience4j.circuitbreaker.CircuitBreaker",
        "io.github.resilience4j/resilience4j-circuitbreaker"),
  };

  private Environment() {}

  /** Label to value, in the order they are shown; a library that is not there has no entry. */
  public static Map<String, String> collect() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "JVM",
        property("java.vm.name")
            + " "
            + property("java.runtime.version")
            + ", "
            + property("java.vendor"));
    values.put(
        "OS", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    values.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    values.put("Heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB at most");
    values.put("GC", collectors());
    for (Library library : LIBRARIES) {
      String version = versionOf(library);
      if (version != null) {
        values.put(library.name, version);
      }
    }
    return values;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(", "));
  }

  /** What the library's jar says of itself: its manifest, else its Maven properties. */
  private static @Nullable String versionOf(Library library) {
    ClassLoader loader = Environment.class.getClassLoader();
    try {
      Class<?> type = Class.forName(library.type, false, loader);
      String version = type.getPackage().getImplementationVersion();
      return version != null ? version : pomVersion(type.getClassLoader(), library.pomProperties);
    } catch (ClassNotFoundException | LinkageError | IOException e) {
      return null;
    }
  }

  private static @Nullable String pomVersion(@Nullable ClassLoader loader, String artifact)
      throws IOException {
    if (loader == null) {
      return null;
    }
    try (InputStream in =
        loader.getResourceAsStream("META-INF/maven/" + artifact + "/pom.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version");
    }
  }
}
