package dev.spike.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the files that are made when a run is over. Each replaces what was there in one step, so
 * that a reader sees the old file or the new one and never a part.
 */
public final class ResultFile {
  private ResultFile() {}

  /**
   * Writes a {@code results.json}, described in docs/results.md.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   * @throws java.io.UncheckedIOException when writing fails, such as on a full disk
   */
  public static void write(Results results, Path path) {
    replace(path, JsonLayout.of(DocumentJson.document(results)));
  }

  /**
   * Writes a {@code results.txt}: the environment and the table.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   * @throws java.io.UncheckedIOException when writing fails, such as on a full disk
   */
  public static void writeText(Results results, Path path) {
    replace(path, Sentences.header(results.header()) + "\n" + ResultTable.of(results));
  }

  /**
   * Writes a report in the XML of JUnit, as build servers read it.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   * @throws java.io.UncheckedIOException when writing fails, such as on a full disk
   */
  public static void writeJUnit(Results results, Path path) {
    replace(path, JUnitXml.of(results));
  }

  /**
   * Writes a summary in Markdown, below 1 MiB.
   *
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   * @throws java.io.UncheckedIOException when writing fails, such as on a full disk
   */
  public static void writeMarkdown(Results results, Path path) {
    replace(path, Markdown.of(results));
  }

  static void replace(Path path, String text) {
    Writable.check(path);
    Path beside = Writable.folder(path).resolve(path.getFileName() + ".new");
    try {
      Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
  }
}
