package dev.spike.diff;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.Scenario;
import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import dev.spike.judge.Wording;
import dev.spike.repeat.Repetition;
import dev.spike.report.Results;
import dev.spike.report.RunHeader;
import dev.spike.report.ScenarioResult;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResultDiffTest {
  private static final ServiceModel FAST = model(10);
  private static final ServiceModel SLOW = model(20);
  private static final Results BASE = Trials.run(Trials.scenario(), FAST, 1);

  private static ServiceModel model(long ms) {
    return ServiceModel.of(10, ServiceTime.exponential(millis(ms)));
  }

  private static ResultDiff diff(Results base, Results head) {
    return ResultDiff.of(base, head, ResultDiff.MARGIN);
  }

  private static Difference figure(ResultDiff diff, String what) {
    return diff.scenarios().get(0).differences().stream()
        .filter(difference -> difference.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static Results with(Results results, ScenarioResult... scenarios) {
    return new Results(results.header(), List.of(scenarios), false);
  }

  @Test
  void aServiceTwiceAsSlowIsWorseAndTheOtherWayRoundBetter() {
    Results slow = Trials.run(Trials.scenario(), SLOW, 2);
    ResultDiff worse = diff(BASE, slow);

    Difference p95 = figure(worse, "p95 in BASELINE");
    assertThat(p95.change()).isEqualTo(Change.WORSE);
    assertThat(p95.low() / p95.base()).isBetween(0.6, 1.0);
    assertThat(p95.high() / p95.base()).isBetween(1.0, 1.5);
    assertThat(figure(worse, "recovery").change()).isEqualTo(Change.WORSE);
    assertThat(figure(worse, "error rate in SPIKE").change()).isEqualTo(Change.SAME);
    assertThat(worse.exitCode()).isEqualTo(1);
    assertThat(figure(diff(slow, BASE), "p95 in BASELINE").change()).isEqualTo(Change.BETTER);
    assertThat(diff(slow, BASE).count(Change.WORSE)).isZero();
  }

  /** One burst of each is one observation of it. */
  @Test
  void aSingleSpikeCannotBeTold() {
    ResultDiff diff = diff(BASE, Trials.run(Trials.scenario(), FAST, 2));

    assertThat(figure(diff, "p95 in SPIKE").change()).isEqualTo(Change.CANNOT_TELL);
    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(DiffTable.of(diff))
        .startsWith("Scenario  What")
        .containsPattern("herd +p95 in BASELINE +29.4 ms +28.7 ms +-2.39% \\[-10.1%, .*same\n")
        .contains("\n# 0 worse, 0 better, ", "\n# herd: seed 1 and 2\n");
  }

  /** It does not show how it scatters: nothing is said of it, and why is. */
  @Test
  void aPhaseOfOneIntervalCannotBeTold() {
    Scenario brief =
        Scenario.named("herd")
            .operation(() -> {})
            .load(
                baseline(perSecond(300))
                    .lasting(seconds(6))
                    .then(burst(200).over(perSecond(300)).lasting(millis(200)))
                    .then(recovery(perSecond(300)).lasting(seconds(12))))
            .expect(errorRate().during(SPIKE).below(0.05));
    ServiceModel failing = FAST.failing(0.5, seconds(6), seconds(7));
    ResultDiff diff = diff(Trials.run(brief, FAST, 1), Trials.run(brief, failing, 1));
    Difference errors = figure(diff, "error rate in SPIKE");

    assertThat(errors.head()).isGreaterThan(0.3);
    assertThat(errors.change()).isEqualTo(Change.CANNOT_TELL);
    assertThat(errors.low()).isNegative();
    assertThat(errors.high()).isPositive();
    assertThat(List.of("p95", "goodput"))
        .map(figure -> figure(diff, figure + " in SPIKE"))
        .allSatisfy(each -> assertThat(each.change()).isEqualTo(Change.CANNOT_TELL))
        .allSatisfy(each -> assertThat(each.why()).startsWith("one interval does not tell"));
    assertThat(errors.why()).startsWith("one interval does not tell");
  }

  @Test
  void errorsAreWorse() {
    ServiceModel failing = FAST.failing(0.1, seconds(2), seconds(30));
    ResultDiff diff = diff(BASE, Trials.run(Trials.scenario(), failing, 2));

    assertThat(figure(diff, "error rate in BASELINE").change()).isEqualTo(Change.WORSE);
    assertThat(figure(diff, "goodput in BASELINE").change()).isNotEqualTo(Change.BETTER);
    assertThat(figure(diff, "criterion error rate in SPIKE").change()).isEqualTo(Change.WORSE);
  }

  @Test
  void oneThatComesBackNoMoreIsWorse() {
    ServiceModel stuck = FAST.slowed(8, seconds(8), seconds(30));
    Difference recovery = figure(diff(BASE, Trials.run(Trials.scenario(), stuck, 2)), "recovery");

    assertThat(recovery.change()).isEqualTo(Change.WORSE);
    assertThat(recovery.why()).startsWith("recovered before, ");
  }

  /** Nor is it a change what the generator's own delay decides. */
  @Test
  void aCriterionThatTheGeneratorDecidesCannotBeTold() {
    ScenarioResult ran = BASE.scenarios().get(0);
    Judgement judgement = Objects.requireNonNull(ran.judgement());
    List<CriterionResult> criteria = new ArrayList<>(judgement.criteria());
    Criterion criterion = criteria.get(1).criterion();
    CriterionResult slow = new CriterionResult(criterion, Answer.NOT_MET, 9e8, "");
    criteria.set(1, slow);
    String why = Wording.of(slow) + ": without the generator's own delay and pauses it would not";
    Judgement late =
        new Judgement(Verdict.FAILED, List.of(why), criteria, List.of(), judgement.recovery());
    Results head =
        with(BASE, ScenarioResult.judged(ran.plan(), Objects.requireNonNull(ran.timeline()), late));

    assertThat(figure(diff(BASE, head), "criterion p95 in SPIKE").change())
        .isEqualTo(Change.CANNOT_TELL);
  }

  private static Scenario of(int rate, int burst, int bound) {
    return Scenario.named("herd")
        .operation(() -> {})
        .load(
            baseline(perSecond(rate))
                .lasting(seconds(6))
                .then(burst(burst).over(perSecond(rate)).lasting(seconds(2)))
                .then(recovery(perSecond(rate)).lasting(seconds(12))))
        .expect(errorRate().during(SPIKE).below(0.05))
        .expect(p95().during(SPIKE).below(Duration.ofMillis(bound)));
  }

  /** The reason why nothing of it is compared. */
  private static String refused(Results base, Results head) {
    ResultDiff diff = diff(base, head);
    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(diff.scenarios().get(0).differences()).hasSize(1);
    return figure(diff, "all").why();
  }

  @Test
  void anotherLoadAsksAnotherQuestion() {
    Results was = Trials.run(of(300, 200, 400), FAST, 1);

    assertThat(refused(was, Trials.run(of(301, 200, 400), FAST, 1)))
        .startsWith("its load is another in phase BASELINE: 1800 arrivals in 6.0 s, now BASELINE");
    assertThat(refused(was, Trials.run(of(300, 201, 400), FAST, 1))).contains("SPIKE: 801");
    assertThat(refused(was, Trials.run(of(300, 200, 400).bucket(millis(100)), FAST, 1)))
        .startsWith("its intervals last");
    assertThat(refused(was, BASE)).isEqualTo("it has 3 and 4 phases");
  }

  @Test
  void whatDidNotRunCannotBeCompared() {
    ScenarioResult ran = BASE.scenarios().get(0);
    Results skipped = with(BASE, ScenarioResult.skipped(ran.plan(), "nobody answers"));
    Results late = with(BASE, ran.as(Verdict.INVALID, "the generator was late"));

    assertThat(refused(BASE, skipped)).isEqualTo("head: SKIPPED: nobody answers");
    assertThat(refused(late, BASE)).isEqualTo("base: INVALID: the generator was late");
    assertThat(refused(BASE, with(BASE))).isEqualTo("only the base has it");
    ResultDiff added = diff(with(BASE), BASE);
    assertThat(added.exitCode()).isEqualTo(2);
    assertThat(added.added()).containsExactly("herd");
  }

  @Test
  void otherLimitsAndSurroundingsAreNamed() {
    Results was = Trials.run(of(300, 200, 400), FAST, 1);
    Results is = Trials.run(of(300, 200, 500), FAST, 1);
    RunHeader other = new RunHeader("2026-01-01T00:00:00Z", 1, 1, 0, Map.of("JVM", "other"));
    ResultDiff diff = diff(was, new Results(other, is.scenarios(), false));

    assertThat(figure(diff, "criterion p95 in SPIKE").why())
        .isEqualTo("asked in this form of the base alone");
    assertThat(diff.scenarios().get(0).notes())
        .containsExactly("criterion p95 in SPIKE is new in this form");
    assertThat(diff.environment()).anyMatch(line -> line.endsWith(" and other"));
  }

  private static Results repeated(ServiceModel service, int runs, long seed) {
    List<ScenarioResult> all = new ArrayList<>();
    Repetition first = Repetition.first("herd", runs, true);
    for (int n = 1; n <= runs; n++) {
      ScenarioResult run = Trials.run(Trials.scenario(), service, seed + n - 1).scenarios().get(0);
      all.add(
          ScenarioResult.judged(
              run.plan().as(first.number(n)),
              Objects.requireNonNull(run.timeline()),
              Objects.requireNonNull(run.judgement())));
    }
    return new Results(BASE.header(), all, false);
  }

  /** What a single spike leaves open several decide. */
  @Test
  void severalRunsTellTheSpikeToo() {
    Results was = repeated(FAST, 5, 1);
    ResultDiff worse = diff(was, repeated(SLOW, 5, 11));
    ResultDiff same = diff(was, repeated(FAST, 5, 21));

    assertThat(figure(worse, "p95 in SPIKE").change()).isEqualTo(Change.WORSE);
    assertThat(figure(worse, "recovery").change()).isEqualTo(Change.WORSE);
    assertThat(figure(same, "p95 in SPIKE").change()).isEqualTo(Change.SAME);
    assertThat(same.count(Change.WORSE)).isZero();
    assertThat(refused(was, BASE)).startsWith("5 and 1 runs count");
    assertThat(refused(was, repeated(FAST, 3, 31))).startsWith("5 and 3 runs count");
  }

  /** Runs like the base's that come back after so many seconds each; not at all where negative. */
  private static Results recovering(double... seconds) {
    ScenarioResult run = BASE.scenarios().get(0);
    Judgement judgement = Objects.requireNonNull(run.judgement());
    Repetition first = Repetition.first("herd", seconds.length, true);
    List<ScenarioResult> all = new ArrayList<>();
    for (double after : seconds) {
      Outcome outcome = after < 0 ? Outcome.NOT_RECOVERED : Outcome.RECOVERED;
      double nanos = after * 1e9;
      Recovery recovery = new Recovery(outcome, nanos, nanos, nanos, 0, 0, "");
      all.add(
          ScenarioResult.judged(
              run.plan().as(first.number(all.size() + 1)),
              Objects.requireNonNull(run.timeline()),
              new Judgement(Verdict.PASSED, List.of(), judgement.criteria(), List.of(), recovery)));
    }
    return new Results(BASE.header(), all, false);
  }

  private static Change ofRecovery(Results base, Results head, double margin) {
    return figure(ResultDiff.of(base, head, margin), "recovery").change();
  }

  /** As of single runs: a difference within the margin or two intervals is none, however sure. */
  @Test
  void severalRunsKeepToTheMarginAndToTwoIntervals() {
    Results quick = recovering(1, 1.01, 1.02, 1.03, 1.04);
    Results later = recovering(1.35, 1.36, 1.37, 1.38, 1.39);
    Results slow = recovering(10, 10.1, 10.2, 10.3, 10.4);
    Results slower = recovering(11, 11.1, 11.2, 11.3, 11.4);

    assertThat(ofRecovery(quick, later, 0.25)).isEqualTo(Change.SAME);
    assertThat(ofRecovery(later, quick, 0.25)).isEqualTo(Change.SAME);
    assertThat(ofRecovery(slow, slower, 0.25)).isEqualTo(Change.SAME);
    assertThat(ofRecovery(slow, slower, 0.05)).isEqualTo(Change.WORSE);
    assertThat(ofRecovery(slower, slow, 0.05)).isEqualTo(Change.BETTER);
    assertThat(ofRecovery(quick, slow, 0.25)).isEqualTo(Change.WORSE);
  }

  /** Where some did not come back it is the rate that the margin is held against. */
  @Test
  void ratesKeepToTheMarginToo() {
    double[] one = new double[20];
    double[] three = new double[20];
    for (int i = 0; i < one.length; i++) {
      one[i] = 0.1 * (i + 1);
      three[i] = i == 19 ? -1 : 3 * one[i];
    }
    Results was = recovering(one);
    Results is = recovering(three);

    assertThat(ofRecovery(was, is, 0.25)).isEqualTo(Change.WORSE);
    assertThat(ofRecovery(is, was, 0.25)).isEqualTo(Change.BETTER);
    assertThat(ofRecovery(was, is, 10)).isEqualTo(Change.CANNOT_TELL);
    assertThat(ofRecovery(is, was, 10)).isEqualTo(Change.CANNOT_TELL);
  }

  @Test
  void aMarginThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultDiff.of(BASE, BASE, 0))
        .withMessageContaining("margin of 0.0%: it must be above 0");
  }
}
