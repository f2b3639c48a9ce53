package dev.spike.cli;

import dev.spike.report.ResultFiles;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Says where the partial result is when this JVM is told to end in the middle of a run. */
final class PartialNotice implements AutoCloseable {
  private final Thread hook;

  PartialNotice(PrintStream err, @Nullable ResultFiles files) {
    String text =
        files == null
            ? "spike: interrupted; no result file was asked for (-rff FILE)"
            : "spike: interrupted; what was measured until now is in "
                + files.records()
                + ": --read shows it";
    hook = new Thread(() -> err.println(text), "spike-partial-notice");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the notice has been given.
      return;
    }
  }
}
