package dev.spike.report;

import dev.spike.measure.Increment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result files of a run, beside each other under one name: {@code .jsonl} grows while the run
 * goes; {@code .txt} and, where asked for, {@code .json} are made when it is over; {@code .hlog},
 * where asked for, has each scenario that is over. All are found to be writable when this is made;
 * those of an earlier run are lost only when the run begins.
 */
public final class ResultFiles implements RunListener {
  /** What is made when the run is over. */
  public enum Format {
    /** The document and the table. */
    JSON,
    /** The table alone. */
    TEXT,
    /** The document, the table and a {@link HistogramLog}. */
    HLOG
  }

  private static final List<String> ENDINGS = List.of(".jsonl", ".json", ".txt", ".hlog");

  private final Path document;
  private final Path table;
  private final Path records;
  private final Format format;
  private final List<RunListener> growing;

  /**
   * The files of a name.
   *
   * @param file any of them: an ending of {@code .json}, {@code .jsonl}, {@code .txt} or {@code
   *     .hlog} is left out of the name
   * @throws IllegalArgumentException when the folder is missing or one of them cannot be written
   */
  public ResultFiles(Path file, Format format) {
    this.format = format;
    document = beside(file, ".json");
    table = beside(file, ".txt");
    records = beside(file, ".jsonl");
    Writable.check(table);
    if (hasDocument()) {
      Writable.check(document);
    }
    if (format == Format.HLOG) {
      HistogramLog log = new HistogramLog(beside(file, ".hlog"), System::currentTimeMillis);
      growing = List.of(new JsonLinesListener(records), log);
    } else {
      growing = List.of(new JsonLinesListener(records));
    }
  }

  private boolean hasDocument() {
    return format != Format.TEXT;
  }

  private static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    String base =
        ENDINGS.stream()
            .filter(name::endsWith)
            .findFirst()
            .map(e -> name.substring(0, name.length() - e.length()))
            .orElse(name);
    return file.resolveSibling(base + ending);
  }

  /** The file that grows while the run goes. */
  public Path records() {
    return records;
  }

  @Override
  public void runStarts(RunHeader header) {
    try {
      // What an earlier run left must not be taken for what comes of this one.
      Files.deleteIfExists(table);
      if (hasDocument()) {
        Files.deleteIfExists(document);
      }
    } catch (IOException e) {
      throw Writable.failed(table, e);
    }
    growing.forEach(listener -> listener.runStarts(header));
  }

  @Override
  public void note(String line) {
    growing.forEach(listener -> listener.note(line));
  }

  @Override
  public void scenarioStarts(ScenarioPlan plan) {
    growing.forEach(listener -> listener.scenarioStarts(plan));
  }

  @Override
  public void interval(ScenarioPlan plan, Increment increment) {
    growing.forEach(listener -> listener.interval(plan, increment));
  }

  @Override
  public void scenarioEnds(ScenarioResult result) {
    growing.forEach(listener -> listener.scenarioEnds(result));
  }

  @Override
  public void runEnds(Results results) {
    growing.forEach(listener -> listener.runEnds(results));
    if (hasDocument()) {
      ResultFile.write(results, document);
    }
    ResultFile.writeText(results, table);
  }

  @Override
  public void close() {
    growing.forEach(RunListener::close);
  }
}
