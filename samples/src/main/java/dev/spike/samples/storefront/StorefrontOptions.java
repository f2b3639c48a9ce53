package dev.spike.samples.storefront;

import dev.spike.samples.storefront.backend.Catalog;
import dev.spike.samples.storefront.backend.Database;
import dev.spike.samples.storefront.workers.ScalingPolicy;
import dev.spike.samples.storefront.workers.WorkSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How a storefront is to be, said in the flags of its command line: the same text starts it in this
 * JVM, in a child JVM or by hand. Immutable.
 */
@Command(
    name = "storefront",
    description = "A real service to attack: auth, backend, and workers behind an autoscaler.",
    sortOptions = false)
public final class StorefrontOptions {
  @Option(
      names = "--services",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "auth,backend,workers",
      description = "which services to start (default: ${DEFAULT-VALUE})")
  private Set<Service> services = EnumSet.noneOf(Service.class);

  @Option(
      names = "--auth-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "0 for any free one (default)")
  private int authPort;

  @Option(
      names = "--backend-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "0 for any free one (default)")
  private int backendPort;

  @Option(
      names = "--workers-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "0 for any free one (default)")
  private int workersPort;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the users' passwords (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--hash-iterations",
      paramLabel = "N",
      defaultValue = "0",
      description = "cost of a password hash; 0 calibrates it to 1 ms (default)")
  private int hashIterations;

  @Option(
      names = "--session-limit",
      paramLabel = "N",
      defaultValue = "50000",
      description = "most sessions kept (default: ${DEFAULT-VALUE})")
  private int sessionLimit;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description = "the backend's database (default: H2 in memory)")
  private @Nullable String jdbcUrl;

  @Option(
      names = "--pool-size",
      paramLabel = "N",
      defaultValue = "" + Database.DEFAULT_POOL_SIZE,
      description = "most database connections (default: ${DEFAULT-VALUE})")
  private int poolSize;

  @Option(
      names = "--borrow-timeout-millis",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "wait for a database connection (default: ${DEFAULT-VALUE})")
  private long borrowTimeoutMillis;

  @Option(
      names = "--payment-millis",
      paramLabel = "MS",
      defaultValue = "2",
      description = "time that a payment takes (default: ${DEFAULT-VALUE})")
  private long paymentMillis;

  @Option(
      names = "--feed-interval-millis",
      paramLabel = "MS",
      defaultValue = "100",
      description = "between a subscriber's updates (default: ${DEFAULT-VALUE})")
  private long feedIntervalMillis;

  @Option(
      names = "--job-millis",
      paramLabel = "MS",
      defaultValue = "20",
      description = "time that a job takes (default: ${DEFAULT-VALUE})")
  private long jobMillis;

  @Option(
      names = "--queue-capacity",
      paramLabel = "N",
      defaultValue = "5000",
      description = "most jobs that wait (default: ${DEFAULT-VALUE})")
  private int queueCapacity;

  @Option(
      names = "--min-replicas",
      paramLabel = "N",
      defaultValue = "8",
      description = "fewest workers (default: ${DEFAULT-VALUE})")
  private int minReplicas;

  @Option(
      names = "--max-replicas",
      paramLabel = "N",
      defaultValue = "64",
      description = "most workers (default: ${DEFAULT-VALUE})")
  private int maxReplicas;

  @Option(
      names = "--parent",
      paramLabel = "PID",
      defaultValue = "0",
      description = "ends by itself when this process is gone; 0 for never (default)")
  private long parent;

  @Option(
      names = "--leak-bytes-per-request",
      paramLabel = "N",
      defaultValue = "0",
      description = "fault for tests: memory lost at each request")
  private int leakBytesPerRequest;

  @Option(
      names = "--feed-drop-every",
      paramLabel = "N",
      defaultValue = "0",
      description = "fault for tests: one of so many feed numbers is not sent")
  private int feedDropEvery;

  @Option(
      names = "--stale-catalog",
      description = "fault for tests: writes do not invalidate the cache")
  private boolean staleCatalog;

  @Option(
      names = "--chaos-control",
      description = "lets who has the token, printed at the start, arm faults from this machine")
  private boolean chaosControl;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "shows this")
  private boolean help;

  private List<String> flags = List.of();

  private StorefrontOptions() {}

  /**
   * Reads flags.
   *
   * @throws StorefrontException with one line that names the flag and what is wrong with it
   */
  public static StorefrontOptions of(String... flags) {
    StorefrontOptions options = new StorefrontOptions();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      line.parseArgs(flags);
      options.flags = List.of(flags);
      options.check();
      return options;
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad flags");
      throw new StorefrontException(problem + " (--help lists the flags)", e);
    }
  }

  /** What the flags mean, for a person. */
  static String usage() {
    return new CommandLine(new StorefrontOptions()).getUsageMessage();
  }

  /** The flags that it was read from. */
  public List<String> flags() {
    return flags;
  }

  /** The services to start. */
  public Set<Service> services() {
    return EnumSet.copyOf(services);
  }

  /** The seed of the users' passwords. */
  public long seed() {
    return seed;
  }

  boolean chaosControl() {
    return chaosControl;
  }

  boolean help() {
    return help;
  }

  OptionalLong parent() {
    return parent == 0 ? OptionalLong.empty() : OptionalLong.of(parent);
  }

  int port(Service service) {
    return switch (service) {
      case AUTH -> authPort;
      case BACKEND -> backendPort;
      case WORKERS -> workersPort;
    };
  }

  int hashIterations() {
    return hashIterations;
  }

  int sessionLimit() {
    return sessionLimit;
  }

  String jdbcUrl() {
    return jdbcUrl == null ? Database.newInMemoryUrl() : jdbcUrl;
  }

  int poolSize() {
    return poolSize;
  }

  Duration borrowTimeout() {
    return Duration.ofMillis(borrowTimeoutMillis);
  }

  Duration paymentTime() {
    return Duration.ofMillis(paymentMillis);
  }

  Duration feedInterval() {
    return Duration.ofMillis(feedIntervalMillis);
  }

  int feedDropEvery() {
    return feedDropEvery;
  }

  int leakBytesPerRequest() {
    return leakBytesPerRequest;
  }

  Catalog.OnWrite onWrite() {
    return staleCatalog ? Catalog.OnWrite.FORGET_TO_INVALIDATE : Catalog.OnWrite.INVALIDATE;
  }

  WorkSettings workSettings() {
    WorkSettings defaults = WorkSettings.defaults();
    return new WorkSettings(
        Duration.ofMillis(jobMillis), defaults.threadsPerReplica(), queueCapacity);
  }

  ScalingPolicy scalingPolicy() {
    return ScalingPolicy.defaults().withReplicas(minReplicas, maxReplicas);
  }

  /** Finds what is out of bounds before anything is started. */
  private void check() {
    inRange("--auth-port", authPort, 0, 65_535);
    inRange("--backend-port", backendPort, 0, 65_535);
    inRange("--workers-port", workersPort, 0, 65_535);
    inRange("--hash-iterations", hashIterations, 0, Integer.MAX_VALUE);
    inRange("--session-limit", sessionLimit, 1, Integer.MAX_VALUE);
    inRange("--pool-size", poolSize, 1, 1_000);
    inRange("--borrow-timeout-millis", borrowTimeoutMillis, 250, 600_000);
    inRange("--payment-millis", paymentMillis, 0, 600_000);
    inRange("--feed-interval-millis", feedIntervalMillis, 1, 600_000);
    inRange("--feed-drop-every", feedDropEvery, 0, Integer.MAX_VALUE);
    inRange("--leak-bytes-per-request", leakBytesPerRequest, 0, Integer.MAX_VALUE);
    inRange("--job-millis", jobMillis, 1, 600_000);
    inRange("--queue-capacity", queueCapacity, 1, 1_000_000);
    inRange("--min-replicas", minReplicas, 1, 1_000);
    inRange("--max-replicas", maxReplicas, minReplicas, 1_000);
    inRange("--parent", parent, 0, Long.MAX_VALUE);
  }

  private static void inRange(String flag, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d is out of bounds: give %d to %d".formatted(flag, value, least, most));
    }
  }
}
