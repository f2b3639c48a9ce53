package dev.spike.bench.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What JMH wrote with {@code -rf json}. Immutable. A figure that is not there is NaN. */
final class JmhResults {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final List<JsonNode> results;

  private JmhResults(List<JsonNode> results) {
    this.results = List.copyOf(results);
  }

  /**
   * Reads files; where two hold the same benchmark on the same JDK, the later one counts.
   *
   * @throws IOException when a file cannot be read
   * @throws IllegalArgumentException when a file is not JMH's
   */
  static JmhResults read(List<Path> files) throws IOException {
    List<JsonNode> latestFirst = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode result : parse(file)) {
        latestFirst.add(0, result);
      }
    }
    return new JmhResults(latestFirst);
  }

  private static List<JsonNode> parse(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      List<JsonNode> results = elements(MAPPER.readTree(text));
      if (!results.isEmpty() && results.stream().allMatch(JmhResults::isResult)) {
        return results;
      }
    } catch (JacksonException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        file + ": holds no results of JMH; make it with -rf json -rff " + file.getFileName());
  }

  private static boolean isResult(JsonNode node) {
    return node.path("benchmark").isString()
        && node.path("jdkVersion").isString()
        && node.path("primaryMetric").isObject();
  }

  /** The feature versions of the JDKs measured on. */
  SortedSet<Integer> jdks() {
    SortedSet<Integer> jdks = new TreeSet<>();
    results.forEach(result -> jdks.add(jdk(result)));
    return jdks;
  }

  /** The results of one JDK alone. */
  JmhResults on(int jdk) {
    return new JmhResults(results.stream().filter(result -> jdk(result) == jdk).toList());
  }

  private static int jdk(JsonNode result) {
    return Runtime.Version.parse(result.path("jdkVersion").asString()).feature();
  }

  /**
   * The mean that JMH gives.
   *
   * @param benchmark class and method, such as {@code ArrivalBench.constant}
   */
  double score(String benchmark) {
    return number(find(benchmark, Map.of()).path("primaryMetric").path("score"));
  }

  /**
   * The median of a secondary metric over all iterations of all forks: what JMH itself gives for a
   * counter of events is their sum.
   */
  double secondary(String benchmark, Map<String, String> parameters, String metric) {
    JsonNode perFork =
        find(benchmark, parameters).path("secondaryMetrics").path(metric).path("rawData");
    double[] values =
        elements(perFork).stream()
            .flatMap(fork -> elements(fork).stream())
            .mapToDouble(JmhResults::number)
            .sorted()
            .toArray();
    return median(values);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private JsonNode find(String benchmark, Map<String, String> parameters) {
    return results.stream()
        .filter(result -> result.path("benchmark").asString().endsWith("." + benchmark))
        .filter(result -> has(result.path("params"), parameters))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static boolean has(JsonNode node, Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .allMatch(each -> each.getValue().equals(node.path(each.getKey()).asString("")));
  }

  private static List<JsonNode> elements(JsonNode node) {
    List<JsonNode> elements = new ArrayList<>();
    node.forEach(elements::add);
    return elements;
  }

  /** JMH writes a figure that is none as the text NaN. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }
}
