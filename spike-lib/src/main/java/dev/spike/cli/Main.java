package dev.spike.cli;

import dev.spike.ScenarioProvider;
import dev.spike.ScenarioSource;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios from the command line; {@code -h} shows how. The exit code is 0 when all PASSED, 1
 * when any FAILED, 2 when any is INVALID or nothing was measured, 3 for wrong usage or a set-up
 * that failed.
 */
public final class Main {
  /** The exit code of wrong usage. */
  static final int USAGE = 3;

  private Main() {}

  /** Runs and ends this JVM with the exit code. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs scenarios that are found on the class path. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      return run(args, out, err, ScenarioSource.all());
    } catch (ServiceConfigurationError | IllegalArgumentException | UncheckedIOException e) {
      err.println("spike: " + oneLine(e.getMessage()));
      return USAGE;
    }
  }

  /** Runs scenarios of these providers; whatever the user got wrong is one line on err. */
  static int run(
      String[] args, PrintStream out, PrintStream err, List<ScenarioProvider> providers) {
    try {
      return new Command(Arguments.parse(args), providers, out, err).run();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      err.println("spike: " + oneLine(e.getMessage()));
    } catch (RuntimeException e) {
      err.println("spike: a fault of spike or of a scenario, not of how it was called:");
      e.printStackTrace(err);
    }
    return USAGE;
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
