package dev.spike.cli;

import dev.spike.Configuration;
import dev.spike.Params;
import dev.spike.ScenarioProvider;
import dev.spike.repeat.Repetition;
import dev.spike.report.ConsoleListener.Verbosity;
import dev.spike.report.Environment;
import dev.spike.report.Results;
import dev.spike.report.RunHeader;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioResult;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs each chosen scenario several times, each time in a fresh JVM, and makes one result of them.
 * The second run of a scenario is called {@code name#2} and has the next seed. Configurations take
 * turns, so that what drifts meanwhile meets them alike.
 */
final class ForkedRun {
  private final Arguments arguments;
  private final Selection selection;
  private final JavaCommand java;
  private final PrintStream out;
  private final PrintStream err;

  ForkedRun(
      Arguments arguments,
      Selection selection,
      JavaCommand java,
      PrintStream out,
      PrintStream err) {
    this.arguments = arguments;
    this.selection = selection;
    this.java = java;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs.
   *
   * @param listeners are told of the run as a whole; what happens within a fork reaches all but the
   *     first, which is the console: the forks show that themselves
   */
  Results run(List<RunListener> listeners) {
    checkValues();
    List<RunListener> recorders = listeners.subList(1, listeners.size());
    RunHeader header = header();
    tell(listeners, listener -> listener.runStarts(header));
    List<ScenarioResult> results = new ArrayList<>();
    boolean interrupted = false;
    try {
      for (ScenarioProvider provider : selection.providers()) {
        for (int number = 1; number <= arguments.forks; number++) {
          for (Configuration configuration : selection.configurations(provider)) {
            Fork fork = fork(provider, configuration, number);
            results.add(fork.run(new Broadcast(recorders)));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = true;
    }
    Results all = new Results(header, results, interrupted);
    tell(listeners, listener -> listener.runEnds(all));
    return all;
  }

  /** A value that cannot work is told once and before anything runs. */
  private void checkValues() {
    for (ScenarioProvider provider : selection.providers()) {
      for (Configuration configuration : selection.configurations(provider)) {
        provider.scenario(Params.of(provider.parameters(), configuration.values()));
      }
    }
  }

  private RunHeader header() {
    int configurations =
        selection.providers().stream().mapToInt(p -> selection.configurations(p).size()).sum();
    int runs = configurations * arguments.forks;
    return new RunHeader(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        arguments.seed,
        runs,
        0,
        Environment.collect());
  }

  private Fork fork(ScenarioProvider provider, Configuration configuration, int number) {
    Repetition run =
        configuration.of(Repetition.first(provider.name(), arguments.forks, true)).number(number);
    if (arguments.verbosity != Verbosity.SILENT) {
      out.print("\n# Fork " + number + " of " + arguments.forks + " of " + run.of());
      out.print(", seed " + run.seed(arguments.seed) + "\n");
      out.flush();
    }
    return new Fork(java, arguments, provider, configuration.values(), run, out, err);
  }

  private static void tell(List<RunListener> listeners, Consumer<RunListener> news) {
    listeners.forEach(news);
  }
}
