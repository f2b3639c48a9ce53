package dev.spike.bench.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Result files as JMH writes them, with as little in them as a table needs. */
final class Jmh {
  private final String jdk;
  private final List<String> results = new ArrayList<>();

  Jmh(String jdk) {
    this.jdk = jdk;
  }

  /** A benchmark without parameters that allocates. */
  Jmh nanos(String benchmark, double score, double bytes) {
    return result(benchmark, "", score, metric("gc.alloc.rate.norm", bytes));
  }

  Jmh lateness(String method, int rate, double p50, double p99, double share) {
    return result(
        "PacingBench." + method,
        "\"rate\": \"" + rate + "\"",
        1000,
        String.join(
            ", ",
            metric("p50Micros", p50),
            metric("p99Micros", p99),
            metric("p999Micros", 2 * p99),
            metric("maxMicros", 3 * p99),
            metric("cpuShare", share)));
  }

  Jmh skew(String method, int users, String release, double... medians) {
    return result(
        "BurstBench." + method,
        "\"users\": \"" + users + "\", \"release\": \"" + release + "\"",
        1000,
        metric("medianMillis", medians) + ", " + metric("worstMillis", medians));
  }

  private Jmh result(String benchmark, String parameters, double score, String metrics) {
    results.add(
        """
        {"jmhVersion": "1.37", "benchmark": "dev.spike.bench.%s", "jdkVersion": "%s",
         "params": {%s},
         "primaryMetric": {"score": %s, "scoreError": "NaN", "rawData": [[%s]]},
         "secondaryMetrics": {%s}}
        """
            .formatted(benchmark, jdk, parameters, score, score, metrics));
    return this;
  }

  /** One fork; JMH's score of a counter is the sum of its iterations. */
  private static String metric(String name, double... iterations) {
    List<String> values = new ArrayList<>();
    double sum = 0;
    for (double value : iterations) {
      values.add(Double.isNaN(value) ? "\"NaN\"" : Double.toString(value));
      sum += value;
    }
    String score = Double.isNaN(sum) ? "\"NaN\"" : Double.toString(sum);
    return "\"" + name + "\": {\"score\": " + score + ", \"rawData\": [" + values + "]}";
  }

  Path in(Path folder) throws IOException {
    return Files.writeString(folder.resolve("jmh" + jdk + ".json"), results.toString());
  }
}
