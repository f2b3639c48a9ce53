package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void namesThisJvmAndTheLibrariesThatAreThere() {
    assertThat(Environment.collect().keySet())
        .startsWith("JVM", "OS", "Cores", "Heap", "GC")
        .contains("HdrHistogram", "HikariCP", "Caffeine", "Resilience4j");
    assertThat(Environment.collect().get("JVM"))
        .contains(System.getProperty("java.runtime.version"));
    assertThat(Environment.collect().get("HdrHistogram")).matches("\\d+\\.\\d+.*");
    assertThat(Environment.collect().values()).noneMatch(value -> value.contains("unknown"));
  }
}
