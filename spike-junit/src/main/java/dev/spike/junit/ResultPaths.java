package dev.spike.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the results of one test go: a file of its name, and a numbered one for each further run.
 */
final class ResultPaths {
  private final Path folder;
  private final String test;
  private final AtomicInteger runs = new AtomicInteger();

  ResultPaths(Path folder, String test) {
    this.folder = folder;
    this.test = test;
  }

  /** The path of the next run's document, in a folder that is there. */
  Path next() {
    int run = runs.incrementAndGet();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          Settings.RESULTS + "=" + folder + ": the folder could not be made, give another one", e);
    }
    return folder.resolve(test + (run == 1 ? "" : "-" + run) + ".json");
  }
}
