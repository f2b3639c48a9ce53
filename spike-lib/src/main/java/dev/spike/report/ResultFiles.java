package dev.spike.report;

import dev.spike.measure.Increment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The result files of a run, beside each other under one name: {@code .jsonl} grows while the run
 * goes; {@code .txt} and, unless only that is asked for, {@code .json} are made when it is over,
 * and so are {@code .xml} and {@code .md} where asked for; {@code .hlog}, where asked for, has each
 * scenario that is over. All are found to be writable when this is made; those of an earlier run
 * are lost only when the run begins.
 */
public final class ResultFiles implements RunListener {
  /** What is made when the run is over. */
  public enum Format {
    /** The document and the table. */
    JSON,
    /** The table alone. */
    TEXT,
    /** The document, the table and a {@link HistogramLog}. */
    HLOG,
    /** The document, the table and a report in the XML of JUnit, for build servers. */
    JUNIT,
    /** The document, the table and a summary in Markdown, for pull requests. */
    MARKDOWN
  }

  private static final List<String> ENDINGS =
      List.of(".jsonl", ".json", ".txt", ".hlog", ".xml", ".md");

  /** A file that is made when the run is over, and how. */
  private record Made(Path path, BiConsumer<Results, Path> writer) {}

  private final Path records;
  private final List<Made> made = new ArrayList<>();
  private final List<RunListener> growing;

  /**
   * The files of a name.
   *
   * @param file any of them: an ending such as {@code .json}, {@code .jsonl} or {@code .txt} is
   *     left out of the name
   * @param formats what is made; several give what each of them does
   * @throws IllegalArgumentException when the folder is missing or one of them cannot be written
   */
  public ResultFiles(Path file, Format... formats) {
    Set<Format> asked = new LinkedHashSet<>(List.of(formats));
    records = beside(file, ".jsonl");
    made.add(new Made(beside(file, ".txt"), ResultFile::writeText));
    if (!asked.equals(Set.of(Format.TEXT))) {
      made.add(new Made(beside(file, ".json"), ResultFile::write));
    }
    if (asked.contains(Format.JUNIT)) {
      made.add(new Made(beside(file, ".xml"), ResultFile::writeJUnit));
    }
    if (asked.contains(Format.MARKDOWN)) {
      made.add(new Made(beside(file, ".md"), ResultFile::writeMarkdown));
    }
    made.forEach(each -> Writable.check(each.path));
    if (asked.contains(Format.HLOG)) {
      HistogramLog log = new HistogramLog(beside(file, ".hlog"), System::currentTimeMillis);
      growing = List.of(new JsonLinesListener(records), log);
    } else {
      growing = List.of(new JsonLinesListener(records));
    }
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
    // What an earlier run left must not be taken for what comes of this one.
    made.forEach(each -> delete(each.path));
    growing.forEach(listener -> listener.runStarts(header));
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
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
    made.forEach(each -> each.writer.accept(results, each.path));
  }

  @Override
  public void close() {
    growing.forEach(RunListener::close);
  }
}
