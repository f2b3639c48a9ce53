package dev.spike.report;

import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.recovery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.repeat.Repetition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two configurations of five runs each, whose recoveries are watched for 2 s. */
class RepeatTableTest {
  private static final Criterion BACK = recovery().within(Duration.ofSeconds(1));
  private static final Criterion RIGHT = errorRate().during(Role.SPIKE).below(0.05);

  @TempDir Path folder;

  private static ScenarioResult run(Repetition repetition, double seconds) {
    return run(repetition, seconds, 0.01);
  }

  private static ScenarioResult run(Repetition repetition, double seconds, double errors) {
    boolean back = seconds >= 0;
    Answer answer = back ? Answer.MET : Answer.NOT_MET;
    Verdict verdict = back ? Verdict.PASSED : Verdict.FAILED;
    double nanos = back ? seconds * 1e9 : Double.NaN;
    Recovery recovery =
        new Recovery(
            back ? Outcome.RECOVERED : Outcome.DEGRADED_PLATEAU, nanos, nanos, nanos, 0, 0, "");
    Judgement judgement =
        new Judgement(
            verdict,
            back ? List.of() : List.of("recovery not known, wanted < 1 s"),
            List.of(
                new CriterionResult(BACK, answer, nanos, ""),
                new CriterionResult(RIGHT, Answer.MET, errors, "")),
            List.of(),
            recovery);
    Timeline empty =
        new TimelineBuilder(
                Example.POOL.phases(), Example.POOL.bucketNanos(), Example.POOL.gauges())
            .build();
    return ScenarioResult.judged(Example.POOL.as(repetition), empty, judgement);
  }

  private static List<ScenarioResult> runs(Repetition repetition, double... seconds) {
    List<ScenarioResult> runs = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      runs.add(run(repetition.number(i + 1), seconds[i]));
    }
    return runs;
  }

  private static Results results() {
    Repetition pool = Repetition.first("pool", 5, true);
    List<ScenarioResult> all = new ArrayList<>();
    all.addAll(runs(pool.with("size=10"), 0.36, 0.49, 0.41, 0.39, 0.45));
    all.addAll(runs(pool.with("size=30"), -1, 0.5, -1, -1, -1));
    return new Results(Example.header(), all, false);
  }

  private static List<String> lines(Results results) {
    return RepeatTable.of(results);
  }

  @Test
  void aRowForEachFigureAndASentenceForTheDifference() {
    assertThat(String.join("\n", lines(results())))
        .isEqualTo(
            """
            # Repeated       Runs  Measured             Over the runs                                          Wanted    Met     Verdict
            # pool[size=10]  5     recovery             420 ms [357 ms, 483 ms]                                < 1.00 s  5 of 5  PASSED
            # pool[size=10]  5     error rate in SPIKE  1.00% [1.00%, 1.00%]                                   < 5.00%   5 of 5
            # pool[size=30]  5     recovery             median open [500 ms, open]; 4 of 5 not back in 2.00 s  < 1.00 s  1 of 5  FAILED
            # pool[size=30]  5     error rate in SPIKE  1.00% [1.00%, 1.00%]                                   < 5.00%   5 of 5
            # 95% intervals: of a mean by Student's t, of a median by Kaplan-Meier; each run in a JVM of its own
            # baselines of pool[size=10] are not verified: pool[size=10]: it has no BASELINE phase, or nothing was due in it
            # pool[size=30] is FAILED: 4 of 5 runs FAILED: [pool[size=30], pool[size=30]#3, pool[size=30]#4, pool[size=30]#5]
            # pool[size=30] did not recover in 4 DEGRADED_PLATEAU: censored, never averaged
            # baselines of pool[size=30] are not verified: pool[size=30]: it has no BASELINE phase, or nothing was due in it
            # pool: with size=10: 420 ms [357 ms, 483 ms], with size=30: median open [500 ms, open]; 4 of 5 not back in 2.00 s; the latter recovers at 0.05 times the rate [0.01, 0.33], log-rank p = 0.008: size=30 comes back later
            """);
  }

  @Test
  void fewRunsHaveNoInterval() {
    Repetition herd = Repetition.first("herd", 2, false);
    Results two = new Results(Example.header(), runs(herd, 0.4, 0.6), false);

    assertThat(lines(two))
        .anySatisfy(l -> assertThat(l).contains("500 ms (no interval below 5 runs)"))
        .anySatisfy(l -> assertThat(l).contains("the runs follow each other in one JVM"));
  }

  @Test
  void aRunWithoutAValueDoesNotGoUnseen() {
    Repetition herd = Repetition.first("herd", 2, false);
    List<ScenarioResult> runs = List.of(run(herd, 0.4), run(herd.number(2), 0.4, Double.NaN));

    assertThat(lines(new Results(Example.header(), runs, false)))
        .anySatisfy(line -> assertThat(line).contains("; no value in 1 of 2 "));
  }

  @Test
  void neverBackSaysForHowLongItWasWatched() {
    Repetition herd = Repetition.first("herd", 5, true);
    Results never = new Results(Example.header(), runs(herd, -1, -1, -1, -1, -1), false);

    assertThat(lines(never).get(1)).contains("not recovered in 2.00 s (5 runs)");
  }

  @Test
  void aRunOfEachIsNotRepeated() {
    assertThat(lines(Example.results())).isEmpty();
  }

  @Test
  void theVerdictsOfTheRunsAreCountedApart() {
    assertThat(ResultTable.of(results()))
        .contains("# 10 runs of 2 scenarios: 6 PASSED, 4 FAILED; seed 42");
    assertThat(results().exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsReadBackSaysTheSame() throws Exception {
    Path document = folder.resolve("r.json");
    ResultFile.write(results(), document);
    Results read = ResultReader.read(document);

    assertThat(read).isEqualTo(results());
    assertThat(lines(read)).isEqualTo(lines(results()));
    assertThat(Files.readString(document))
        .contains("\"repetition\": {\"of\":\"pool[size=10]\",\"family\":\"pool\"")
        .contains("\"kind\":\"MEDIAN\",\"runs\":5,\"censored\":4,\"value\":\"Infinity\"")
        .contains("\"excluded\": []", "\"conclusion\":\"LATER\"");
  }
}
