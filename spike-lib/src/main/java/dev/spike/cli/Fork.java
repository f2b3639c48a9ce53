package dev.spike.cli;

import dev.spike.ScenarioProvider;
import dev.spike.judge.Verdict;
import dev.spike.repeat.Repetition;
import dev.spike.report.ResultFollower;
import dev.spike.report.Results;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of one scenario in a JVM of its own, whose records are read while it writes them, so that
 * they are safe here should this JVM be killed. Use once.
 */
final class Fork {
  private static final long POLL_MILLIS = 200;

  private final JavaCommand java;
  private final Arguments arguments;
  private final ScenarioProvider provider;
  private final Map<String, String> params;
  private final Repetition repetition;
  private final PrintStream out;
  private final PrintStream err;

  Fork(
      JavaCommand java,
      Arguments arguments,
      ScenarioProvider provider,
      Map<String, String> params,
      Repetition repetition,
      PrintStream out,
      PrintStream err) {
    this.java = java;
    this.arguments = arguments;
    this.provider = provider;
    this.params = params;
    this.repetition = repetition;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs to the end of the child.
   *
   * @param listener is told of the scenario as it happens
   * @throws InterruptedException when interrupted; the child has been ended
   */
  ScenarioResult run(RunListener listener) throws InterruptedException {
    try (ChildFolder folder = new ChildFolder();
        Child child = new Child(command(folder.records()), folder, out, err)) {
      return follow(child, folder.records(), new Renamed(repetition, listener));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "fork of " + repetition.runName() + " could not be started: " + e, e);
    }
  }

  private List<String> command(Path records) {
    List<String> words = new ArrayList<>(java.words());
    words.addAll(List.of(Main.class.getName(), "-f", "0", "--fork"));
    words.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
    words.addAll(List.of("--seed", Long.toString(seed()), "-v", arguments.verbosity.name()));
    words.addAll(List.of("-rf", "text", "-rff", records.toString()));
    params.forEach((key, value) -> words.addAll(List.of("-p", key + "=" + value)));
    if (arguments.requireAll) {
      words.add("--require-all");
    }
    if (arguments.endWhenRecovered) {
      words.add("--end-when-recovered");
    }
    arguments.classes.forEach(type -> words.addAll(List.of("--class", type)));
    words.addAll(List.of("--end-when-hopeless", Integer.toString(arguments.endWhenHopeless)));
    words.add("^" + Pattern.quote(provider.name()) + "$");
    return words;
  }

  private long seed() {
    return repetition.seed(arguments.seed);
  }

  private ScenarioResult follow(Child child, Path records, Renamed listener)
      throws InterruptedException {
    @Nullable ResultFollower follower = null;
    try {
      boolean ended = false;
      while (!ended) {
        ended = child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        follower = follower == null ? opened(records, listener) : follower;
        if (follower != null) {
          follower.poll();
        }
      }
      return result(follower, child.exitCode(), listener);
    } finally {
      if (follower != null) {
        follower.close();
      }
    }
  }

  private static @Nullable ResultFollower opened(Path records, RunListener listener) {
    return Files.exists(records) ? new ResultFollower(records, listener) : null;
  }

  private ScenarioResult result(@Nullable ResultFollower follower, int exit, Renamed listener) {
    Results results = follower == null || !follower.hasBegun() ? null : follower.results();
    if (results != null && !results.scenarios().isEmpty()) {
      ScenarioResult only = results.scenarios().get(0);
      return results.partial() && only.judgement() == null && only.timeline() != null
          ? died(only, exit, listener)
          : listener.renamed(only);
    }
    ScenarioResult none = without(exit);
    listener.scenarioEnds(none);
    return none;
  }

  /** A child that was cut off: what it measured is kept. */
  private static ScenarioResult died(ScenarioResult cutOff, int exit, Renamed listener) {
    ScenarioResult result =
        new ScenarioResult(
            cutOff.plan(),
            Verdict.INVALID,
            List.of("its fork ended with exit code " + exit + " before there was a result"),
            cutOff.timeline(),
            null,
            false);
    listener.scenarioEnds(result);
    return listener.renamed(result);
  }

  /** A child that did not even begin; what it complained of is on its standard error. */
  private ScenarioResult without(int exit) {
    ScenarioPlan plan =
        new ScenarioPlan(
            repetition.runName(),
            params,
            seed(),
            0,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            "unknown",
            repetition,
            List.of());
    String reason = "its fork ended with exit code " + exit + " and left no result";
    return exit == Main.USAGE
        ? ScenarioResult.setUpFailed(plan, reason)
        : new ScenarioResult(plan, Verdict.INVALID, List.of(reason), null, null, false);
  }
}
