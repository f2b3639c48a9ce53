package dev.spike.remote.toxiproxy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What was given on the command line; the flags are Toxiproxy's, and like Go's with one or two
 * dashes.
 */
@CommandLine.Command(
    name = "spike-toxiproxy",
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "A TCP proxy that disturbs what passes, controlled as Toxiproxy is.",
    footer = {"", "LOG_LEVEL in the environment: trace, debug, info, warn, error, disabled."})
final class Flags {
  @Option(
      names = {"-host", "--host"},
      description = "Host that the API listens on (default \"localhost\").")
  String host = "localhost";

  @Option(
      names = {"-port", "--port"},
      description = "Port that the API listens on (default 8474).")
  int port = 8474;

  @Option(
      names = {"-config", "--config"},
      description = "JSON file of the proxies to start with.")
  @Nullable Path config;

  @Option(
      names = {"-seed", "--seed"},
      description = "Seed of all that is drawn; random without.")
  @Nullable Long seed;

  @Option(
      names = {"-proxy-metrics", "--proxy-metrics"},
      arity = "0..1",
      fallbackValue = "true",
      description = "Shows the bytes of each proxy at /metrics.")
  boolean proxyMetrics;

  @Option(
      names = {"-runtime-metrics", "--runtime-metrics"},
      arity = "0..1",
      fallbackValue = "true",
      description = "Shows the Java process at /metrics.")
  boolean runtimeMetrics;

  @Option(
      names = {"-token", "--token"},
      description = "Not Toxiproxy's: wants this of each request, and listens on loopback only.")
  @Nullable String token;

  @Option(
      names = {"-version", "--version"},
      description = "Prints the version.")
  boolean version;

  @Option(
      names = {"-h", "-help", "--help"},
      description = "Shows this.")
  boolean help;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with one line for what is wrong
   */
  static Flags parse(String... arguments) {
    Flags flags = new Flags();
    try {
      commandLine(flags).parseArgs(arguments);
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
    return flags;
  }

  private static CommandLine commandLine(Flags flags) {
    return new CommandLine(flags).setPosixClusteredShortOptionsAllowed(false);
  }

  static String usage() {
    return commandLine(new Flags()).getUsageMessage();
  }

  ToxiproxyOptions options() {
    ToxiproxyOptions options =
        ToxiproxyOptions.compatible().host(host).port(port).metrics(proxyMetrics, runtimeMetrics);
    if (token != null) {
      options = options.token(token);
    }
    if (seed != null) {
      options = options.seed(seed);
    }
    return config == null ? options : options.config(config);
  }
}
