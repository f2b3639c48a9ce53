package dev.spike.cli;

import dev.spike.diff.ResultDiff;
import dev.spike.report.ConsoleListener.Verbosity;
import dev.spike.report.ResultFiles.Format;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was given on the command line; the names are those of JMH where they mean the same. */
@CommandLine.Command(
    name = "spike",
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Runs spike scenarios and judges whether their targets survive and recover.",
    footer = {
      "",
      "Exit codes: 0 all PASSED or SKIPPED, 1 any FAILED, 2 any INVALID or nothing",
      "measured, 3 wrong usage or a set-up that failed."
    })
final class Arguments {
  @Parameters(
      paramLabel = "regexp",
      arity = "0..*",
      description = "Runs scenarios in whose name one of these is found; all without.")
  List<String> includes = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      description = "Shows this.")
  boolean help;

  @Option(names = "-l", description = "Lists the scenarios.")
  boolean list;

  @Option(names = "-lp", description = "Lists the scenarios and their parameters.")
  boolean listParameters;

  @Option(
      names = "-p",
      paramLabel = "name=value",
      description =
          "Gives a parameter a value; repeatable. Several values, between commas, are run and"
              + " compared: every combination.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Adds the annotated scenarios of this class; repeatable.")
  List<String> classes = new ArrayList<>();

  @Option(names = "--full", description = "The full scale: the same as -p scale=full.")
  boolean full;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the run; random without.")
  long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);

  @Option(
      names = "-f",
      paramLabel = "N",
      description =
          "Runs each scenario N times, each in a JVM of its own, and takes the runs together; from"
              + " 5 on with intervals. 0 (default): once, in this JVM.")
  int forks;

  @Option(
      names = "--require-all",
      description = "A target that is not there makes its scenarios FAILED instead of SKIPPED.")
  boolean requireAll;

  @Option(
      names = "--end-when-recovered",
      description =
          "Ends a scenario once its target is back and watched for as long as a verdict takes.")
  boolean endWhenRecovered;

  @Option(
      names = "--end-when-hopeless",
      paramLabel = "SECONDS",
      description =
          "Ends a scenario once the limit on recovery has passed and nothing has succeeded for so"
              + " long; 0 (default): never.")
  int endWhenHopeless;

  @Option(
      names = "-rff",
      paramLabel = "FILE",
      description = "Writes result files of this name: .jsonl meanwhile, then .json and .txt.")
  private @Nullable Path resultFile;

  @Option(
      names = "-rf",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Which are made at the end: json and text (default), text alone, or besides these hlog"
              + " (an HdrHistogram log), junit (.xml for build servers), markdown (.md for job"
              + " summaries); several between commas.")
  private List<Format> formats = new ArrayList<>();

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Writes to this file what else is shown here.")
  @Nullable Path output;

  @Option(names = "-v", paramLabel = "MODE", description = "SILENT, NORMAL (default) or EXTRA.")
  Verbosity verbosity = Verbosity.NORMAL;

  @Option(
      names = "--read",
      paramLabel = "FILE",
      description = "Shows the table of a result file, be it a partial .jsonl; runs nothing.")
  @Nullable Path read;

  @Option(
      names = "--diff",
      arity = "2",
      paramLabel = "BASE HEAD",
      description =
          "Holds one result file against another and runs nothing: 1 when anything is worse, else"
              + " 2 when something cannot be told, else 0.")
  List<Path> diff = new ArrayList<>();

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description = "Of --diff: up to this difference figures are the same; 25 without.")
  double margin = 100 * ResultDiff.MARGIN;

  @Option(
      names = "--parent",
      hidden = true,
      description = "Ends when this process is gone; 0 for the one that started this one.")
  @Nullable Long parent;

  @Option(names = "--fork", hidden = true, description = "Leaves the table to who started this.")
  boolean isFork;

  private Arguments() {}

  /**
   * The arguments of a command line.
   *
   * @throws IllegalArgumentException one line about what is wrong with them
   */
  static Arguments parse(String... args) {
    Arguments arguments = new Arguments();
    try {
      line(arguments).parseArgs(args);
    } catch (UnmatchedArgumentException e) {
      String flag = String.join(" ", e.getUnmatched());
      throw new IllegalArgumentException(
          "unknown flag '" + flag + "': -h lists those there are", e);
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage() + ": -h says what each flag takes", e);
    }
    if (arguments.forks < 0) {
      throw new IllegalArgumentException(
          "-f " + arguments.forks + ": forks must be 0 or more; -f 0 runs in this JVM");
    }
    if (arguments.endWhenHopeless < 0) {
      throw new IllegalArgumentException(
          "--end-when-hopeless "
              + arguments.endWhenHopeless
              + ": it must be 0 or more seconds; 0 means never");
    }
    return arguments;
  }

  private static CommandLine line(Arguments arguments) {
    return new CommandLine(arguments)
        .setPosixClusteredShortOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What {@code -h} shows. */
  static String usage() {
    return line(new Arguments()).setSeparator(" ").getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  /** The texts given to parameters, by name. */
  Map<String, List<String>> params() {
    Map<String, List<String>> params = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "-p " + assignment + ": it must be name=value, such as -p rate=300");
      }
      params
          .computeIfAbsent(assignment.substring(0, equals), name -> new ArrayList<>())
          .add(assignment.substring(equals + 1));
    }
    return params;
  }

  /** Where result files are asked for; null where they are not. */
  @Nullable Path results() {
    return resultFile == null && !formats.isEmpty() ? Path.of("spike-result.json") : resultFile;
  }

  Format[] formats() {
    return formats.isEmpty() ? new Format[] {Format.JSON} : formats.toArray(Format[]::new);
  }
}
