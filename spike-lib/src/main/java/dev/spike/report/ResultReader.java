package dev.spike.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads result files of both formats. */
public final class ResultReader {
  private static final int LINE_START = 400;

  private ResultReader() {}

  /**
   * Reads a {@code results.json} or a {@code results.jsonl}, told apart by what is in them. A
   * {@code results.jsonl} that was cut off anywhere gives what was recorded, as partial; nothing is
   * judged anew.
   *
   * @throws IllegalArgumentException when the file cannot be read, is no result file, is of an
   *     unknown schema version or is corrupt; one line that names file, line, rule and fix
   */
  public static Results read(Path path) {
    if (isDocument(path)) {
      return document(path);
    }
    try (ResultFollower follower = new ResultFollower(path, new RunListener() {})) {
      return follower.results();
    }
  }

  /** A document's first line is its brace alone, a record's a whole record. */
  private static boolean isDocument(Path path) {
    char[] start = new char[LINE_START];
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      int length = Math.max(0, in.read(start));
      String text = new String(start, 0, length);
      return !text.startsWith("{\"record\"") && text.contains("\"format\"");
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Results document(Path path) {
    try {
      JsonNode node = Json.MAPPER.readTree(Files.readAllBytes(path));
      return DocumentJson.results(node);
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw refused(path, line, e.getOriginalMessage(), false, e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw refused(path, 1, String.valueOf(e.getMessage()), false, e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static IllegalArgumentException unreadable(Path path, IOException cause) {
    String why =
        cause instanceof NoSuchFileException || !Files.exists(path)
            ? "it does not exist"
            : Files.isDirectory(path)
                ? "it is a folder"
                : "it cannot be read: " + cause.getMessage();
    return new IllegalArgumentException(
        "result file " + path + ": " + why + "; give the path of a results.jsonl or results.json",
        cause);
  }

  /**
   * The one line about a file that is not as it must be.
   *
   * @param foreign whether nothing in it looked like a result file
   */
  static IllegalArgumentException refused(
      Path path, long line, String why, boolean foreign, @Nullable Exception cause) {
    String rule =
        foreign
            ? "it must be a results.jsonl or results.json that spike wrote; give the path of one"
            : "every record must be whole; take the file as spike wrote it, or run again";
    String reason = why.replaceAll("\\s+", " ");
    return new IllegalArgumentException(
        "result file " + path + ", line " + line + ": " + reason + ": " + rule, cause);
  }
}
