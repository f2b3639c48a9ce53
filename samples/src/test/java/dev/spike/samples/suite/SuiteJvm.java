package dev.spike.samples.suite;

import dev.spike.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The suite's command line in a JVM of its own, in a folder of its own. */
final class SuiteJvm {
  private static final long LIMIT_SECONDS = 120;

  private final Path folder;
  private final Process process;

  private SuiteJvm(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Started, with the class path of this JVM. */
  static SuiteJvm started(Path folder, List<String> args) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    // A service that somebody runs beside the tests is not theirs.
    builder.environment().keySet().removeAll(List.of("AUTH_URL", "BACKEND_URL", "WORKERS_URL"));
    return new SuiteJvm(folder, builder.start());
  }

  /** Run to its end. */
  static SuiteJvm ended(Path folder, String... args) throws IOException, InterruptedException {
    SuiteJvm jvm = started(folder, List.of(args));
    jvm.awaitEnd();
    return jvm;
  }

  /** Its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end within " + LIMIT_SECONDS + " s");
    }
    return process.exitValue();
  }

  Process process() {
    return process;
  }

  String out() throws IOException {
    return Files.readString(folder.resolve("out.txt"));
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }
}
