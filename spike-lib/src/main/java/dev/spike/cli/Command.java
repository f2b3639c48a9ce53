package dev.spike.cli;

import static java.util.stream.Collectors.toSet;

import dev.spike.ScenarioProvider;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.annotation.AnnotatedScenarios;
import dev.spike.diff.DiffTable;
import dev.spike.diff.ResultDiff;
import dev.spike.report.ConsoleListener;
import dev.spike.report.ResultFiles;
import dev.spike.report.ResultReader;
import dev.spike.report.ResultTable;
import dev.spike.report.Results;
import dev.spike.report.RunListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what the command line asks for. Use once. */
final class Command {
  private static final int GONE = 2;

  private final Arguments arguments;
  private final List<ScenarioProvider> providers;
  private final PrintStream out;
  private final PrintStream err;

  Command(Arguments arguments, List<ScenarioProvider> providers, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.providers = providers;
    this.out = out;
    this.err = err;
  }

  /** Does it and gives the exit code. */
  int run() {
    if (arguments.help) {
      out.print(Arguments.usage());
      return 0;
    }
    if (!arguments.diff.isEmpty()) {
      return diff(arguments.diff.get(0), arguments.diff.get(1));
    }
    return arguments.read == null ? withScenarios() : read(arguments.read);
  }

  private int diff(Path base, Path head) {
    ResultDiff diff =
        ResultDiff.of(ResultReader.read(base), ResultReader.read(head), arguments.margin / 100);
    return to(
        shown -> {
          shown.print(DiffTable.of(diff));
          return diff.exitCode();
        });
  }

  private int read(Path file) {
    Results results = ResultReader.read(file);
    return to(
        shown -> {
          shown.print(ResultTable.of(results));
          return results.exitCode();
        });
  }

  /** Those on the class path and those of the classes named; one that is both counts once. */
  private List<ScenarioProvider> all() {
    Set<ScenarioProvider> all = new LinkedHashSet<>(providers);
    Set<String> names = providers.stream().map(ScenarioProvider::name).collect(toSet());
    for (String type : arguments.classes) {
      for (ScenarioProvider named : AnnotatedScenarios.named(type)) {
        if (all.add(named) && !names.add(named.name())) {
          throw new IllegalArgumentException(
              "--class "
                  + type
                  + ": another scenario has the name '"
                  + named.name()
                  + "'; give each one of its own by @SpikeScenario(name = ...) on its method");
        }
      }
    }
    return List.copyOf(all);
  }

  private int withScenarios() {
    Selection selection = Selection.of(arguments, all());
    if (arguments.list || arguments.listParameters) {
      return to(
          shown -> {
            shown.print(selection.listing(arguments.listParameters));
            return 0;
          });
    }
    if (arguments.parent != null) {
      ParentWatch.start(arguments.parent, this::endAlone);
    }
    ResultFiles files = files();
    try (PartialNotice notice = new PartialNotice(err, files)) {
      return to(shown -> run(selection, shown, files));
    } finally {
      if (files != null) {
        files.close();
      }
    }
  }

  /** Nobody is left to read the records of a fork: its parent has what it saw of them. */
  private void endAlone() {
    Path records = arguments.results();
    if (arguments.isFork && records != null && records.getParent() != null) {
      ChildFolder.delete(records.getParent());
    }
    System.exit(GONE);
  }

  private @Nullable ResultFiles files() {
    Path path = arguments.results();
    return path == null ? null : new ResultFiles(path, arguments.formats());
  }

  private int run(Selection selection, PrintStream shown, @Nullable ResultFiles files) {
    List<RunListener> listeners = new ArrayList<>();
    listeners.add(console(shown));
    if (files != null) {
      listeners.add(files);
    }
    if (arguments.forks > 0) {
      ForkedRun forked = new ForkedRun(arguments, selection, JavaCommand.ofThisJvm(), shown, err);
      return forked.run(listeners).exitCode();
    }
    return new SpikeRunner(options(selection, listeners))
        .run(selection.providers())
        .results()
        .exitCode();
  }

  private ConsoleListener console(PrintStream shown) {
    boolean terminal = shown == System.out && Terminal.isAttached();
    ConsoleListener console =
        new ConsoleListener(shown, arguments.verbosity, terminal, System::nanoTime);
    return arguments.isFork ? console.withoutTable() : console;
  }

  private SpikeOptions options(Selection selection, List<RunListener> listeners) {
    SpikeOptions options =
        SpikeOptions.defaults()
            .seed(arguments.seed)
            .requireAll(arguments.requireAll)
            .endWhenRecovered(arguments.endWhenRecovered)
            .endWhenHopeless(Duration.ofSeconds(arguments.endWhenHopeless));
    for (Map.Entry<String, List<String>> param : selection.params().entrySet()) {
      options = options.param(param.getKey(), param.getValue().toArray(String[]::new));
    }
    for (RunListener listener : listeners) {
      options = options.listener(listener);
    }
    return options;
  }

  /** Something that writes for the user and gives an exit code. */
  @FunctionalInterface
  private interface Shown {
    int to(PrintStream shown);
  }

  private int to(Shown action) {
    if (arguments.output == null) {
      int code = action.to(out);
      out.flush();
      return code;
    }
    try (PrintStream file =
        new PrintStream(
            new FileOutputStream(arguments.output.toFile()), true, StandardCharsets.UTF_8)) {
      return action.to(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "-o "
              + arguments.output
              + ": it must be a file that can be written, in a folder that exists ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
