package dev.spike.remote.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the JDK's jcmd against a process, within a bounded time. */
final class Jcmd {
  private final Path tool;
  private final Duration timeout;

  Jcmd(Path tool, Duration timeout) {
    this.tool = tool;
    this.timeout = timeout;
  }

  /** The one of the JDK that runs this code. */
  static Path ofThisJdk() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return Path.of(System.getProperty("java.home", ""), "bin", windows ? "jcmd.exe" : "jcmd");
  }

  /**
   * The lines that a command printed.
   *
   * @throws IOException if there is no jcmd, it failed, or it did not end in time; in one line
   */
  List<String> run(long pid, String command) throws IOException, InterruptedException {
    if (!Files.isExecutable(tool)) {
      throw new IOException("no jcmd at " + tool + ": run with a JDK rather than a JRE");
    }
    // A file rather than a pipe: nobody has to read while the tool runs, so waiting is bounded.
    Path output = Files.createTempFile("spike-jcmd", ".txt");
    try {
      return run(pid, command, output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private List<String> run(long pid, String command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(tool.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command + " did not end within " + timeout.toMillis() + " ms");
      }
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    if (process.exitValue() != 0) {
      throw new IOException(command + " failed: " + reason(lines));
    }
    return lines;
  }

  /** jcmd prints "pid:" first, then what went wrong. */
  private static String reason(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("\\d+:"))
        .findFirst()
        .orElse("it says nothing");
  }
}
