package dev.spike.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for the result of one child; gone when closed. */
final class ChildFolder implements AutoCloseable {
  private final Path folder;

  ChildFolder() throws IOException {
    folder = Files.createTempDirectory("spike-fork");
  }

  Path records() {
    return folder.resolve("fork.jsonl");
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
