package dev.spike.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a {@code results.jsonl} while another process writes it, and tells a listener what has been
 * recorded since. The last line counts as soon as it is a whole record. Not thread-safe.
 */
public final class ResultFollower implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  /** Far longer than any record; a file of another kind must not fill the heap. */
  private static final int LONGEST_LINE = 1 << 26;

  private final Path path;
  private final InputStream in;
  private final Replay replay;
  private final ByteArrayOutputStream unended = new ByteArrayOutputStream();
  private long line = 1;

  /**
   * Opens the file.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public ResultFollower(Path path, RunListener listener) {
    this.path = path;
    this.replay = new Replay(listener);
    try {
      in = Files.newInputStream(path);
    } catch (IOException e) {
      throw ResultReader.unreadable(path, e);
    }
  }

  /**
   * Takes the lines that have been ended since the last call.
   *
   * @throws IllegalArgumentException when one of them is no record, naming file, line and reason
   */
  public void poll() {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
        take(chunk, n);
      }
    } catch (IOException e) {
      throw ResultReader.unreadable(path, e);
    }
  }

  private void take(byte[] chunk, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        unended.write(chunk, from, i - from);
        accept(parsed(unended.toByteArray()));
        unended.reset();
        line++;
        from = i + 1;
      }
    }
    unended.write(chunk, from, length - from);
    if (unended.size() > LONGEST_LINE) {
      throw corrupt("the line is longer than any record", null);
    }
  }

  private JsonNode parsed(byte[] record) {
    try {
      return Json.MAPPER.readTree(record);
    } catch (JacksonException e) {
      throw corrupt(e.getOriginalMessage(), e);
    }
  }

  private void accept(JsonNode record) {
    try {
      replay.accept(record);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private IllegalArgumentException corrupt(String why, @Nullable Exception cause) {
    return ResultReader.refused(path, line, why, replay.isEmpty(), cause);
  }

  /** Whether the run's own record has been read. */
  public boolean hasBegun() {
    return !replay.isEmpty();
  }

  /**
   * All that was recorded, now that nobody writes any more; partial where the run was cut off.
   *
   * @throws IllegalArgumentException when not even the run's own record is whole, or a line is no
   *     record
   */
  public Results results() {
    poll();
    takeLast();
    if (replay.isEmpty()) {
      throw ResultReader.refused(path, line, "there is no whole record", true, null);
    }
    return replay.results();
  }

  /** Of the line that was being written: a cut-off record does not parse, and is left out. */
  private void takeLast() {
    if (unended.size() == 0) {
      return;
    }
    JsonNode record;
    try {
      record = Json.MAPPER.readTree(unended.toByteArray());
    } catch (JacksonException e) {
      return;
    }
    unended.reset();
    accept(record);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
