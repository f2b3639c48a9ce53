package dev.spike.remote.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what Linux tells of a process under /proc; NaN where it tells nothing. */
final class ProcStatus {
  private final Path folder;

  ProcStatus(Path folder) {
    this.folder = folder;
  }

  /** Resident set in bytes. */
  double rssBytes() {
    return field("VmRSS:") * 1024;
  }

  double threads() {
    return field("Threads:");
  }

  /** Open file descriptors, sockets among them. */
  double openFiles() {
    try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
      return files.count();
    } catch (IOException | SecurityException e) {
      return Double.NaN;
    }
  }

  private double field(String name) {
    try (Stream<String> lines =
        Files.lines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> number(line.substring(name.length()).strip()))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | java.io.UncheckedIOException | SecurityException e) {
      return Double.NaN;
    }
  }

  /** Without the unit that may follow. */
  private static double number(String text) {
    int space = text.indexOf(' ');
    return Double.parseDouble(space < 0 ? text : text.substring(0, space));
  }
}
