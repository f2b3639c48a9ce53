package dev.spike.junit;

import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.annotation.AnnotatedScenarios;
import dev.spike.report.ConsoleListener;
import dev.spike.report.ConsoleListener.Verbosity;
import dev.spike.report.ResultFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Runs scenarios in a test and lets it pass, fail or abort by what comes of them. The run is told
 * on the standard output, and its results are written to {@code target/spike/CLASS.METHOD.json},
 * with the table beside it in {@code .txt}. For one test and one thread.
 */
public final class Spike {
  private final SpikeOptions options;
  private final ResultPaths paths;

  Spike(SpikeOptions options, ResultPaths paths) {
    this.options = options;
    this.paths = paths;
  }

  /** The same under other options, such as those that the test was given, with repeats. */
  public Spike with(SpikeOptions other) {
    return new Spike(other, paths);
  }

  /**
   * Runs scenarios one after the other.
   *
   * @return what came of them, all PASSED
   * @throws AssertionError when any is FAILED or INVALID, with all that was found in one message
   * @throws org.opentest4j.TestAbortedException when none is, but any is SKIPPED
   * @throws IllegalArgumentException before anything runs, when a scenario cannot work
   */
  public Report verify(Scenario... scenarios) {
    return verify(runner -> runner.run(scenarios));
  }

  /** As {@link #verify(Scenario...)}, of what providers give. */
  public Report verify(ScenarioProvider... providers) {
    return verify(runner -> runner.run(List.of(providers)));
  }

  /** As {@link #verify(Scenario...)}, of the annotated scenarios of classes. */
  public Report verify(Class<?>... annotated) {
    return verify(runner -> runner.run(AnnotatedScenarios.of(annotated)));
  }

  /**
   * As {@link #verify(Scenario...)}, of configurations that are {@linkplain SpikeRunner#compare
   * compared}.
   */
  public Report verifyCompared(Scenario... scenarios) {
    return verify(runner -> runner.compare(scenarios));
  }

  private Report verify(Function<SpikeRunner, Report> run) {
    Path document = paths.next();
    ConsoleListener console =
        new ConsoleListener(System.out, Verbosity.NORMAL, false, System::nanoTime);
    ResultFiles files = new ResultFiles(document, ResultFiles.Format.JSON);
    SpikeOptions told = options.listener(console).listener(files);
    Report report = run.apply(new SpikeRunner(told));
    new Outcome(report.results(), document).check();
    return report;
  }
}
