package dev.spike.report;

import dev.spike.frontier.Band;
import dev.spike.frontier.Finding;
import dev.spike.frontier.SearchSpace;
import dev.spike.frontier.Threshold;
import dev.spike.frontier.Trial;
import java.nio.file.Path;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a search for the recovery frontier found as JSON, with all of its trials;
 * docs/frontier.md describes it.
 */
public final class FrontierFile {
  private FrontierFile() {}

  /**
   * Writes.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   * @throws java.io.UncheckedIOException when writing fails, such as on a full disk
   */
  public static void write(Finding finding, Path path) {
    ResultFile.replace(path, of(finding));
  }

  static String of(Finding finding) {
    ObjectNode node = Json.object().put("format", "spike-frontier").put("schema", 1);
    putSpace(node.putObject("space"), finding.space());
    node.put("answers", finding.answers())
        .put("complete", finding.complete())
        .put("monotone", finding.monotone());
    Json.put(node, "contradiction", finding.contradiction());
    Json.put(node, "widestGap", finding.widestGap());
    Json.putAll(node, "thresholds", finding.thresholds(), FrontierFile::threshold);
    finding.harmless().ifPresent(band -> put(node, "harmlessPerSecond", band));
    Json.putAll(node, "trials", finding.trials(), FrontierFile::trial);
    return JsonLayout.of(node);
  }

  private static void putSpace(ObjectNode to, SearchSpace space) {
    ArrayNode heights = to.putArray("heightsPerSecond");
    space.heights().forEach(heights::add);
    Json.put(to, "shortestSeconds", space.shortest());
    Json.put(to, "longestSeconds", space.longest());
    to.put("trials", space.trials());
    Json.put(to, "misjudged", space.misjudged());
    Json.put(to, "capacityPerSecond", space.capacity());
  }

  private static ObjectNode threshold(Threshold threshold) {
    ObjectNode node = Json.object();
    Json.put(node, "heightPerSecond", threshold.height());
    node.put("place", threshold.place().name());
    put(node, "d10Seconds", threshold.d10());
    put(node, "d50Seconds", threshold.d50());
    put(node, "d90Seconds", threshold.d90());
    put(node, "excessWorkSeconds", threshold.excessWork());
    return node;
  }

  private static void put(ObjectNode to, String field, Band band) {
    ObjectNode node = to.putObject(field);
    Json.put(node, "median", band.median());
    Json.put(node, "low", band.low());
    Json.put(node, "high", band.high());
  }

  private static ObjectNode trial(Trial trial) {
    ObjectNode node = Json.object();
    Json.put(node, "heightPerSecond", trial.spike().height());
    Json.put(node, "seconds", trial.spike().seconds());
    return node.put("answer", trial.answer().name())
        .put("purpose", trial.purpose().name())
        .put("detail", trial.detail());
  }
}
