package dev.spike.bench.table;

import static dev.spike.bench.table.Goal.atLeast;
import static dev.spike.bench.table.Goal.atMost;
import static dev.spike.bench.table.Goal.told;

import dev.spike.bench.table.Row.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of the README's table, with the targets of the generator. */
final class Rows {
  private static final int ANY_JDK = 0;
  private static final int FIRST_WITH_VIRTUAL = 21;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final Goal ALLOCATED = atMost("", 0, "B/op");

  private Rows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(arrival("constant", 5));
    rows.add(arrival("ramp", 15));
    rows.add(arrival("poisson", 25));
    rows.add(recording());
    rows.add(operation());
    rows.add(pacing("1000", "1,000/s", 20, 250, 0.04));
    rows.add(pacing("10000", "10,000/s", 10, 150, 0.3));
    rows.add(pacing("100000", "100,000/s", 1, 15, 1));
    Stream.of(
            burst("500", "VIRTUAL", 2),
            burst("5000", "VIRTUAL", 5),
            burst("500", "PLATFORM", 20),
            burst("5000", "PLATFORM", 150),
            burst("500", "ASYNC", 0.1),
            burst("5000", "ASYNC", 0.5))
        .forEach(rows::add);
    rows.add(hook());
    rows.add(decision("inOperation", "within an operation"));
    rows.add(decision("outside", "outside any"));
    rows.add(latency("1"));
    rows.add(latency("20"));
    rows.add(proxy());
    return rows;
  }

  private static Row arrival(String shape, double limitNanos) {
    String benchmark = "ArrivalBench." + shape;
    return new Row(
        "next arrival, " + shape,
        ANY_JDK,
        List.of(atMost("", limitNanos, "ns"), ALLOCATED),
        results -> new double[] {results.score(benchmark), allocated(results, benchmark)},
        List.of());
  }

  private static Row recording() {
    String benchmark = "RecordBench.singleWriter";
    String peer = "RecordBench.peerSingleWriterRecorder";
    return new Row(
        "record one operation, in values of the peer",
        ANY_JDK,
        List.of(atMost("", 2.5, "x"), ALLOCATED, told("", "ns")),
        results ->
            new double[] {
              results.score(benchmark) / results.score(peer),
              allocated(results, benchmark),
              results.score(benchmark)
            },
        List.of(nanos("`SingleWriterRecorder.recordValue`", peer)));
  }

  private static Row operation() {
    String benchmark = "OperationBench.inline";
    String parts = "OperationBench.parts";
    return new Row(
        "whole inline operation, empty, in sums of its parts",
        ANY_JDK,
        List.of(atMost("", 1.5, "x"), atLeast("", 10, "M/s"), told("", "ns")),
        results -> {
          double nanos = results.score(benchmark);
          return new double[] {nanos / results.score(parts), NANOS_PER_MICRO / nanos, nanos};
        },
        List.of(nanos("two `nanoTime`, two `recordValue`", parts)));
  }

  private static Peer nanos(String name, String benchmark) {
    return new Peer(
        name, List.of(told("", "ns")), results -> new double[] {results.score(benchmark)});
  }

  private static Row pacing(String rate, String text, double p50, double p99, double share) {
    List<Goal> shared =
        List.of(atMost("p50", p50, "us"), atMost("p99", p99, "us"), atMost("CPU", share, ""));
    List<Goal> goals = new ArrayList<>(shared);
    goals.add(told("p99.9", "us"));
    goals.add(told("max", "us"));
    return new Row(
        "pacing lateness at " + text + ", CPU as share of a core",
        ANY_JDK,
        goals,
        lateness("spike", rate),
        List.of(
            new Peer("`ScheduledThreadPoolExecutor`", shared, lateness("scheduledExecutor", rate)),
            new Peer("`parkNanos`", shared, lateness("parkNanos", rate)),
            new Peer("pure spin", shared, lateness("pureSpin", rate))));
  }

  private static Row.Figures lateness(String method, String rate) {
    return secondaries(
        "PacingBench." + method,
        Map.of("rate", rate),
        List.of("p50Micros", "p99Micros", "cpuShare", "p999Micros", "maxMicros"));
  }

  private static Row burst(String users, String release, double limitMillis) {
    List<Goal> goals = List.of(atMost("median", limitMillis, "ms"), told("worst", "ms"));
    String peer = release.equals("ASYNC") ? "a plain loop" : "`CountDownLatch`";
    return new Row(
        "burst of " + users + ", " + callers(release) + ": first to last start",
        release.equals("VIRTUAL") ? FIRST_WITH_VIRTUAL : ANY_JDK,
        goals,
        skew("spike", users, release),
        List.of(new Peer(peer, goals, skew("latch", users, release))));
  }

  private static String callers(String release) {
    return switch (release) {
      case "VIRTUAL" -> "blocking on virtual threads";
      case "PLATFORM" -> "blocking on platform threads";
      default -> "asynchronous";
    };
  }

  private static Row.Figures skew(String method, String users, String release) {
    return secondaries(
        "BurstBench." + method,
        Map.of("users", users, "release", release),
        List.of("medianMillis", "worstMillis"));
  }

  private static Row hook() {
    String plain = "HookBench.plain";
    return new Row(
        "disarmed hit of a point, beyond the method without it",
        ANY_JDK,
        List.of(atMost("", 0.4, "ns")),
        results -> new double[] {beyond(results, "HookBench.disarmedHit")},
        List.of(
            nanos("the method itself", plain),
            added("map look-up", "HookBench.mapLookUp"),
            added("decorator with a lambda", "HookBench.decoratorWithLambda"),
            added("JDK proxy", "HookBench.jdkProxy"),
            added("our wrapper of an interface", "HookBench.wrappedInterface"),
            added("Chaos Monkey's advice, switched off", "HookBench.chaosMonkey"),
            added("Resilience4j's decorator", "HookBench.resilience4jDecorator")));
  }

  private static Peer added(String name, String benchmark) {
    return new Peer(
        name, List.of(told("+", "ns")), results -> new double[] {beyond(results, benchmark)});
  }

  private static double beyond(JmhResults results, String benchmark) {
    return results.score(benchmark) - results.score("HookBench.plain");
  }

  private static Row decision(String method, String text) {
    String benchmark = "DecisionBench." + method;
    return new Row(
        "hit of an armed point that is not drawn, " + text,
        ANY_JDK,
        List.of(atMost("", 15, "ns"), ALLOCATED),
        results -> new double[] {results.score(benchmark), allocated(results, benchmark)},
        List.of());
  }

  private static Row latency(String millis) {
    return new Row(
        "injected latency of " + millis + " ms, lateness",
        ANY_JDK,
        List.of(atMost("p99", 1_000, "us"), told("p50", "us"), told("max", "us")),
        secondaries(
            "LatencyBench.injected",
            Map.of("millis", millis),
            List.of("p99Micros", "p50Micros", "maxMicros")),
        List.of());
  }

  private static Row proxy() {
    List<Goal> told = List.of(told("p50 +", "us"), told("", "GB/s"));
    return new Row(
        "TCP proxy without toxics, one connection: added round trip, throughput",
        ANY_JDK,
        List.of(told("p50 +", "us"), atLeast("", 1, "GB/s")),
        results -> through(results, "PROXY"),
        List.of(
            new Peer("two threads that copy", told, results -> through(results, "SPLICE")),
            new Peer(
                "the socket itself",
                List.of(told("p50", "us"), told("", "GB/s")),
                results -> new double[] {trip(results, "SOCKET"), speed(results, "SOCKET")})));
  }

  private static double[] through(JmhResults results, String way) {
    double added = trip(results, way) - trip(results, "SOCKET");
    return new double[] {added, speed(results, way)};
  }

  private static double trip(JmhResults results, String way) {
    return results.secondary("ProxyBench.roundTrip", Map.of("way", way), "p50Micros");
  }

  private static double speed(JmhResults results, String way) {
    return results.secondary("ProxyBench.stream", Map.of("way", way), "gigabytesPerSecond");
  }

  private static Row.Figures secondaries(
      String benchmark, Map<String, String> parameters, List<String> metrics) {
    return results ->
        metrics.stream()
            .mapToDouble(metric -> results.secondary(benchmark, parameters, metric))
            .toArray();
  }

  /** To a tenth of a byte: what the harness allocates between iterations is spread over all. */
  private static double allocated(JmhResults results, String benchmark) {
    double bytes = results.secondary(benchmark, Map.of(), "gc.alloc.rate.norm");
    return Double.isNaN(bytes) ? bytes : Math.round(bytes * 10) / 10.0;
  }
}
