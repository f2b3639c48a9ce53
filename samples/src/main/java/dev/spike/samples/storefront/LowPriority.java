package dev.spike.samples.storefront;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a command is run at lower priority than this process: behind the system's {@code nice}, where
 * there is one.
 *
 * @param prefix goes before the command; empty if the priority stays the same
 * @param note says which, for a person
 */
record LowPriority(List<String> prefix, String note) {
  static LowPriority ofThisSystem() {
    return in(System.getenv("PATH"));
  }

  static LowPriority in(@Nullable String path) {
    return find(path == null ? "" : path)
        .map(nice -> new LowPriority(List.of(nice, "-n", "10"), "PRIORITY nice 10"))
        .orElseGet(
            () -> new LowPriority(List.of(), "PRIORITY unchanged: no executable nice on the PATH"));
  }

  private static Optional<String> find(String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(LowPriority::niceIn)
        .findFirst();
  }

  private static Stream<String> niceIn(String folder) {
    try {
      Path nice = Path.of(folder, "nice");
      return Files.isExecutable(nice) ? Stream.of(nice.toString()) : Stream.empty();
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }
}
