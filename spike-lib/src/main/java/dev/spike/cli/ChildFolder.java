package dev.spike.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for the result of one child; gone when closed. */
final class ChildFolder implements AutoCloseable {
  private static final String PREFIX = "spike-fork";
  private static final String NAME = "fork.";

  private final Path folder;

  ChildFolder() throws IOException {
    folder = Files.createTempDirectory(PREFIX);
  }

  Path records() {
    return folder.resolve(NAME + "jsonl");
  }

  /** May be called twice, and at once: by whoever waits for the child and when this JVM ends. */
  @Override
  public void close() {
    delete(folder);
  }

  /**
   * Deletes a folder of this kind and the result files in it, and nothing else; what somebody else
   * deletes meanwhile is gone as well.
   */
  static void delete(Path folder) {
    if (!String.valueOf(folder.getFileName()).startsWith(PREFIX)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(NAME)).toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (NoSuchFileException e) {
      // It is gone already.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + folder + " could not be deleted: " + e, e);
    }
  }
}
