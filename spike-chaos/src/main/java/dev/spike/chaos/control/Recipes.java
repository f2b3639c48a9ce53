package dev.spike.chaos.control;

import static dev.spike.chaos.fault.Delays.fixed;
import static dev.spike.chaos.fault.Delays.jitter;
import static dev.spike.chaos.fault.Delays.lognormal;
import static dev.spike.chaos.fault.Delays.pareto;
import static dev.spike.chaos.fault.Delays.recorded;
import static dev.spike.chaos.fault.Delays.uniform;
import static java.util.stream.Collectors.joining;

import dev.spike.chaos.Fault;
import dev.spike.chaos.fault.Delay;
import dev.spike.chaos.fault.Faults;
import dev.spike.chaos.http.HttpFaults;
import dev.spike.chaos.jdbc.JdbcFaults;
import dev.spike.chaos.jdbc.SqlError;
import dev.spike.chaos.jdbc.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The faults that can be armed from afar: those that need plain values only. None of them makes an
 * object of a class that the request names.
 */
final class Recipes {
  private static final List<Recipe> ALL = all();

  private Recipes() {}

  private static List<Recipe> all() {
    List<Recipe> all = new ArrayList<>();
    latencies(all);
    all.add(Recipe.of("exception", "exception [message]", Recipes::exception));
    all.add(Recipe.of("nullResult", "", given -> Faults.nullResult()));
    all.add(Recipe.of("hang", "", given -> Faults.hang()));
    all.add(
        Recipe.of(
            "rateLimit",
            "perSecond burst",
            given -> Faults.rateLimit(given.number("perSecond"), given.small("burst"))));
    all.add(Recipe.of("cpuBurn", "time", given -> Faults.cpuBurn(given.time("time"))));
    all.add(Recipe.of("garbage", "bytes", given -> Faults.garbage(given.small("bytes"))));
    all.add(Recipe.of("clockSkew", "offset", given -> Faults.clockSkew(given.time("offset"))));
    databases(all);
    all.add(Recipe.of("status", "code", given -> HttpFaults.status(given.small("code"))));
    all.add(
        Recipe.of(
            "tooManyRequests",
            "retryAfter",
            given -> HttpFaults.tooManyRequests(given.time("retryAfter"))));
    all.add(Recipe.of("heapPressure", "bytes", given -> Faults.heapPressure(given.whole("bytes"))));
    all.add(
        Recipe.of(
            "gcPressure",
            "bytesPerSecond",
            given -> Faults.gcPressure(given.whole("bytesPerSecond"))));
    all.add(Recipe.of("cpuHogs", "threads", given -> Faults.cpuHogs(given.small("threads"))));
    return List.copyOf(all);
  }

  private static void latencies(List<Recipe> all) {
    latency(all, "delay", given -> fixed(given.time("delay")));
    latency(all, "middle spread", given -> jitter(given.time("middle"), given.time("spread")));
    latency(all, "from to", given -> uniform(given.time("from"), given.time("to")));
    latency(all, "median p99", given -> lognormal(given.time("median"), given.time("p99")));
    latency(all, "least shape", given -> pareto(given.time("least"), given.number("shape")));
    latency(all, "quantiles", given -> recorded(quantiles(given)));
  }

  private static void latency(
      List<Recipe> all, String parameters, Function<Parameters, Delay> delay) {
    all.add(Recipe.of("latency", parameters, given -> Faults.latency(delay.apply(given))));
  }

  private static void databases(List<Recipe> all) {
    all.add(
        Recipe.of(
            "slowQuery",
            "sql delay",
            given -> JdbcFaults.slowQuery(given.text("sql"), fixed(given.time("delay")))));
    all.add(Recipe.of("sqlError", "error [vendor]", Recipes::sqlError));
    all.add(Recipe.of("commitOutcomeUnknown", "", given -> JdbcFaults.commitOutcomeUnknown()));
    all.add(Recipe.of("connectionKilled", "", given -> JdbcFaults.connectionKilled()));
    all.add(Recipe.of("connectionsLeaked", "", given -> JdbcFaults.connectionsLeaked()));
  }

  private static Fault exception(Parameters given) {
    Function<String, Throwable> maker = Exceptions.named(given.text("exception"));
    String message = given.text("message", "injected");
    return Faults.exception(() -> maker.apply(message));
  }

  private static Fault sqlError(Parameters given) {
    Vendor vendor =
        given.has("vendor") ? given.constant("vendor", Vendor.class) : Vendor.POSTGRESQL;
    return JdbcFaults.sqlError(given.constant("error", SqlError.class), vendor);
  }

  private static Map<Double, Duration> quantiles(Parameters given) {
    return given.read(
        "quantiles",
        "times by quantile such as 0.5:20ms,0.99:400ms,1:2s",
        text -> {
          Map<Double, Duration> times = new TreeMap<>();
          for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            times.put(
                Double.valueOf(pair.substring(0, Math.max(0, colon))),
                Parameters.timeOf(pair.substring(colon + 1)));
          }
          return times;
        });
  }

  /** What each fault takes, by its name. */
  static Map<String, List<String>> told() {
    Map<String, List<String>> told = new TreeMap<>();
    ALL.forEach(
        each -> told.computeIfAbsent(each.fault(), name -> new ArrayList<>()).add(each.told()));
    return told;
  }

  /**
   * Makes the fault that the parameters describe.
   *
   * @param others parameters that are not the fault's
   */
  static Fault made(Parameters given, Set<String> others) {
    String name = given.text("fault");
    List<Recipe> known = ALL.stream().filter(each -> each.fault().equals(name)).toList();
    if (known.isEmpty()) {
      throw Refusal.badRequest(
          "The fault was '%s', but none has that name: write %s"
              .formatted(Refusal.shown(name), Refusal.instead(name, told().keySet())));
    }
    Set<String> own = new HashSet<>(given.names());
    own.removeAll(others);
    return known.stream()
        .filter(each -> each.fits(own))
        .findFirst()
        .orElseThrow(() -> unfit(name, known, own, others))
        .maker()
        .apply(given);
  }

  private static Refusal unfit(
      String name, List<Recipe> known, Set<String> given, Set<String> others) {
    Set<String> names = new HashSet<>(others);
    known.forEach(
        each -> {
          names.addAll(each.needs());
          names.addAll(each.takes());
        });
    String ways = known.stream().map(Recipe::told).collect(joining(" | "));
    return given.stream()
        .filter(each -> !names.contains(each))
        .sorted()
        .findFirst()
        .map(
            unknown ->
                Refusal.badRequest(
                    "'%s' is no parameter of %s, which takes %s: write %s"
                        .formatted(
                            Refusal.shown(unknown), name, ways, Refusal.instead(unknown, names))))
        .orElseGet(
            () ->
                Refusal.badRequest(
                    "%s was given %s, but takes %s: give one of these sets"
                        .formatted(name, given.stream().sorted().toList(), ways)));
  }
}
