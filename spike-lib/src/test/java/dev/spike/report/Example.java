package dev.spike.report;

import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;

import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metastability;
import dev.spike.judge.Recovery;
import dev.spike.judge.Verdict;
import dev.spike.judge.Wording;
import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** A small run with fixed figures: one scenario that FAILED, one SKIPPED, one not set up. */
final class Example {
  static final long MS = 1_000_000;
  static final Criterion FAST = p95().during(Role.SPIKE).below(Duration.ofSeconds(5));
  static final Criterion RIGHT = errorRate().during(Role.SPIKE).below(0.05);
  static final Criterion BACK = recovery().within(Duration.ofSeconds(5));
  static final Criterion LEAKS = count("pool.leaked").atMost(0);
  static final Criterion ALERT = p95().during(Role.SPIKE).below(Duration.ofMillis(100));

  static final ScenarioPlan POOL =
      new ScenarioPlan(
          "pool",
          ordered("size", "10", "rate", "5"),
          42,
          500 * MS,
          List.of(
              new Phase("WARMUP", Role.WARMUP, 0, 1000 * MS, 5, 0),
              new Phase("BASELINE", Role.BASELINE, 1000 * MS, 2000 * MS, 5, 1000 * MS),
              new Phase("SPIKE", Role.SPIKE, 2000 * MS, 3000 * MS, 10, 2000 * MS),
              new Phase("RECOVERY", Role.RECOVERY, 3000 * MS, 4000 * MS, 5, 3000 * MS)),
          gauges(),
          List.of(FAST, RIGHT, BACK, LEAKS),
          List.of(ALERT),
          "platform threads");
  static final ScenarioPlan LOGIN =
      new ScenarioPlan(
          "login", Map.of(), 42, 500 * MS, POOL.phases(), Map.of(), List.of(FAST), List.of(), "-");

  private Example() {}

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Unit> gauges() {
    Map<String, Unit> gauges = new LinkedHashMap<>();
    gauges.put("pool.pending", Unit.COUNT);
    gauges.put("pool.active", Unit.COUNT);
    return gauges;
  }

  static RunHeader header() {
    return new RunHeader(
        "2026-01-02T03:04:05Z", 42, 3, 12_000 * MS, ordered("JVM", "A JVM 17", "Cores", "2"));
  }

  /** The increments of the scenario that runs; some operations end in a later interval. */
  static List<Increment> increments() {
    return List.of(
        increment(0, 1.5, interval(0, 2, 0, 2)),
        increment(1, 2, interval(1, 3, 0, 2)),
        increment(2, Double.NaN, interval(2, 3, 0, 2)),
        increment(3, 2, interval(3, 2, 0, 4)),
        increment(4, 10, interval(4, 4, 0, 200)),
        increment(5, Double.POSITIVE_INFINITY, interval(4, 3, 2, 700), interval(5, 1, 0, 20)),
        increment(6, 3, interval(6, 2, 0, 3)),
        increment(7, 2, interval(7, 2, 0, 2)),
        new Increment(7, List.of(interval(7, 0, 1, 10_000)), Map.of(), 0, 5 * MS));
  }

  private static Increment increment(int index, double active, Interval... ended) {
    return new Increment(
        index, List.of(ended), Map.of("pool.active", active, "pool.pending", 0.0), MS, 2 * MS);
  }

  private static Interval interval(int index, int ok, int bad, long ms) {
    Latencies times = Latencies.of(LongStream.range(0, ok + bad).map(i -> ms * MS + i).toArray());
    return new Interval(
        index, new Outcomes(ok, 0, bad, 0, 0, 0), times, times, times, times, times);
  }

  static Timeline timeline() {
    TimelineBuilder builder = new TimelineBuilder(POOL.phases(), POOL.bucketNanos(), POOL.gauges());
    increments().forEach(builder::add);
    return builder
        .add(new Fact("pool.leaked", 1, Unit.COUNT, "held by worker-1"))
        .add(new Fact("memory.growth", Double.NaN, Unit.BYTES, ""))
        .add(new Event("slow query begins", 2000 * MS, 2001 * MS))
        .add(new Event("seen \"é\"", -1, 2500 * MS))
        .addError("SQLTimeoutException: no connection within # ms", 2)
        .addError("AssertionError", 7)
        .addProblem("sampler was late")
        .build();
  }

  static ScenarioResult pool() {
    Recovery recovery =
        new Recovery(Recovery.Outcome.RECOVERED, 1200 * MS, 1000 * MS, 1400 * MS, 0.25, 3, "");
    return ScenarioResult.judged(
        POOL,
        timeline(),
        new Judgement(
            Verdict.FAILED,
            List.of("error rate in SPIKE 20.0% is not < 5.00%", "pool.leaked 1 is not <= 0"),
            List.of(
                new CriterionResult(
                    FAST, Answer.MET, 700 * MS, 700 * MS, Double.POSITIVE_INFINITY, ""),
                new CriterionResult(RIGHT, Answer.NOT_MET, 0.2, 0.15, 0.25, ""),
                new CriterionResult(BACK, Answer.INCONCLUSIVE, Double.NaN, "too few samples"),
                new CriterionResult(LEAKS, Answer.NOT_MET, 1, "held by worker-1")),
            List.of(new CriterionResult(ALERT, Answer.NOT_MET, 700 * MS, "")),
            recovery,
            new Metastability(Metastability.State.NOT_METASTABLE, "all of it")));
  }

  /** Of a run of three criteria: one that only the generator has met, one failed, one met. */
  static ScenarioResult late(ScenarioPlan plan) {
    CriterionResult fast = new CriterionResult(FAST, Answer.MET, 7e8, "");
    CriterionResult right = new CriterionResult(RIGHT, Answer.NOT_MET, 0.2, "");
    CriterionResult leaks = new CriterionResult(LEAKS, Answer.MET, 0, "");
    String why = ": without the generator's own delay and pauses it would be 6 s, so the tool was";
    Judgement judgement =
        new Judgement(
            Verdict.FAILED,
            List.of(Wording.of(right), Wording.of(fast) + why),
            List.of(fast, right, leaks),
            List.of(),
            Objects.requireNonNull(pool().judgement()).recovery());
    return ScenarioResult.judged(plan, timeline(), judgement);
  }

  static ScenarioResult login() {
    return ScenarioResult.skipped(
        LOGIN, "auth: no answer from http://127.0.0.1:1/health in 3 tries");
  }

  static ScenarioResult broken() {
    return ScenarioResult.setUpFailed(
        new ScenarioPlan(
            "broken", Map.of(), 42, 0, List.of(), Map.of(), List.of(), List.of(), "threads"),
        "port 80 is taken");
  }

  static Results results() {
    return new Results(header(), List.of(pool(), login(), broken()), false);
  }

  /** Tells a listener of the whole run as a runner does. */
  static void tell(RunListener listener) {
    listener.runStarts(header());
    listener.note("login: a baseline of 5 samples is too thin");
    listener.scenarioStarts(POOL);
    increments().forEach(increment -> listener.interval(POOL, increment));
    listener.scenarioEnds(pool());
    listener.scenarioStarts(LOGIN);
    listener.scenarioEnds(login());
    // A scenario that could not be planned ends without having started.
    listener.scenarioEnds(broken());
    listener.runEnds(results());
    listener.close();
  }
}
