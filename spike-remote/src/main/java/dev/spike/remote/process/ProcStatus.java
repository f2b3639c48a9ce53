package dev.spike.remote.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what Linux tells of a process under /proc; NaN where it tells nothing. */
final class ProcStatus {
  private static final Pattern OF_THE_JVM =
      Pattern.compile(
          "GC Thread#|G1 |Z(Worker|Driver|Director|Stat|Un)|RuntimeWorker|Shenandoah|"
              + "C[12] Compiler|VM Thread|Attach Listener");

  private final Path folder;

  /** The threads seen last. A name is read once: a thread of the JVM is started by its like. */
  private final Map<Path, Boolean> ofTheJvm = new ConcurrentHashMap<>();

  ProcStatus(Path folder) {
    this.folder = folder;
  }

  /** Resident set in bytes. */
  double rssBytes() {
    return field("VmRSS:") * 1024;
  }

  /**
   * Threads but those by which the JVM collects, compiles and listens to jcmd: it starts and ends
   * them as it likes, which says nothing of the program.
   */
  double threads() {
    try (Stream<Path> tasks = Files.list(folder.resolve("task"))) {
      Set<Path> now = tasks.collect(Collectors.toSet());
      ofTheJvm.keySet().retainAll(now);
      return now.stream()
          .filter(task -> !ofTheJvm.computeIfAbsent(task, ProcStatus::isOfTheJvm))
          .count();
    } catch (IOException | UncheckedIOException | SecurityException e) {
      return Double.NaN;
    }
  }

  /**
   * By the thread's name, of which Linux keeps the first 15 characters; one that is gone counts.
   */
  private static boolean isOfTheJvm(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"), StandardCharsets.ISO_8859_1);
      return OF_THE_JVM.matcher(name).lookingAt();
    } catch (IOException e) {
      return false;
    }
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
    } catch (IOException | UncheckedIOException | SecurityException e) {
      return Double.NaN;
    }
  }

  /** Without the unit that may follow. */
  private static double number(String text) {
    int space = text.indexOf(' ');
    return Double.parseDouble(space < 0 ? text : text.substring(0, space));
  }
}
