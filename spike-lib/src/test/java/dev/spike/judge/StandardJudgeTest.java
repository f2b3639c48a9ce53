package dev.spike.judge;

import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.highest;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.p50;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Outcome;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardJudgeTest {
  private static final Criterion FAST = p95().during(SPIKE).below(Duration.ofSeconds(1));
  private static final Criterion RIGHT = errorRate().during(SPIKE).below(0.05);
  private static final Criterion NONE_LEAKED = count("pool.leaked").atMost(0);
  private static final Criterion WITHIN_POOL = highest("pool.active", Unit.COUNT).atMost(10);

  private static Timelines good() {
    return new Timelines().spike(100, 0, 0.1, Outcome.OK);
  }

  private static Judgement judge(Timelines timeline, Criterion... criteria) {
    return new StandardJudge().judge(timeline.build(), List.of(criteria), List.of());
  }

  @Test
  void passesWhatWasCheckedAndMet() {
    Judgement judgement = judge(good().fact(0).gauge(10), FAST, RIGHT, NONE_LEAKED, WITHIN_POOL);

    assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(judgement.reasons()).isEmpty();
    assertThat(judgement.criteria()).extracting(CriterionResult::answer).containsOnly(Answer.MET);
  }

  @Test
  void failsEachThatIsNotMet() {
    Timelines bad = good().spike(10, 0, 2, Outcome.FAILED).fact(1).gauge(11);

    assertThat(judge(bad, FAST).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judge(bad, RIGHT).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judge(bad, NONE_LEAKED).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judge(bad, WITHIN_POOL).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judge(bad, RIGHT).reasons())
        .containsExactly("error rate in SPIKE 9.09% [5.02%, 14.93%], wanted < 5%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "TIMED_OUT", "REJECTED", "UNFINISHED", "DROPPED"})
  void everyBadOutcomeIsAnError(Outcome outcome) {
    assertThat(judge(good().spike(10, 0, 0.1, outcome), RIGHT).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void theGeneratorsOwnDelayDecidesNothing() {
    Judgement judgement = judge(new Timelines().spike(100, 0.95, 0.1, Outcome.OK), FAST);

    assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judgement.reasons())
        .singleElement()
        .asString()
        .contains("the tool was the bottleneck");
  }

  /** Whichever answer it has brought about. */
  @Test
  void whatTheGeneratorsOwnDelayDecidesIsNotCertain() {
    Criterion slow = new Criterion(FAST.metric(), FAST.window(), Comparison.ABOVE, FAST.limit());
    Judgement judgement =
        judge(new Timelines().spike(100, 0.95, 0.1, Outcome.OK), FAST, slow, RIGHT);

    assertThat(judgement.criteria())
        .extracting(CriterionResult::answer)
        .containsExactly(Answer.NOT_MET, Answer.MET, Answer.MET);
    assertThat(judgement.certain())
        .extracting(CriterionResult::answer)
        .containsExactly(Answer.INCONCLUSIVE, Answer.INCONCLUSIVE, Answer.MET);
    assertThat(judgement.certain().get(1).detail()).startsWith("without the generator's own delay");
    assertThat(judgement.isOnlyUndecided()).isFalse();
  }

  @Test
  void aFrozenTargetIsNoFaultOfTheGenerator() {
    assertThat(judge(new Timelines().spike(100, 0, 9, Outcome.OK), FAST).verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(judge(new Timelines().spike(100, 0.001, 9, Outcome.OK), FAST).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"0.5, INVALID", "0.3, FAILED"})
  void aPauseThatIsLongEnoughDecidesNothing(double pause, Verdict verdict) {
    Timelines slow = new Timelines().spike(100, 0, 1.4, Outcome.OK).hiccup(pause);

    assertThat(judge(slow, FAST).verdict()).isEqualTo(verdict);
    assertThat(judge(slow, mean().during(SPIKE).below(Duration.ofSeconds(1))).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.5, INVALID", "0.2, 0.3, FAILED", "0, 0.5, FAILED"})
  void delayAndPauseTogetherDecideNothing(double delay, double pause, Verdict verdict) {
    Timelines slow = new Timelines().spike(100, delay, 1.6 - delay, Outcome.OK).hiccup(pause);

    assertThat(judge(slow, FAST).verdict()).isEqualTo(verdict);
  }

  @Test
  void anUndecidedCriterionIsInvalidUnlessAnotherFailed() {
    Timelines few = new Timelines().spike(10, 0, 0.1, Outcome.FAILED);

    assertThat(judge(few, FAST).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(few, FAST).reasons())
        .singleElement()
        .asString()
        .contains("10 samples are too few: it needs 59");
    assertThat(judge(few, FAST, RIGHT).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judge(few, FAST, RIGHT).reasons()).hasSize(2);
  }

  @Test
  void whatIsMissingNeverPasses() {
    assertThat(judge(good(), NONE_LEAKED).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(good().fact(Double.NaN), NONE_LEAKED).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(good(), WITHIN_POOL).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(good().gauge(Double.NaN), WITHIN_POOL).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(good(), highest("no.such", Unit.COUNT).atMost(1)).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(judge(good(), p50().during(RECOVERY).below(Duration.ofSeconds(1))).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThat(judge(good(), recovery().within(Duration.ofSeconds(1))).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void anInfiniteReadingIsOneToo() {
    assertThat(judge(good().gauge(Double.POSITIVE_INFINITY), WITHIN_POOL).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aProblemOfTheMeasurementIsInvalidWhateverElse() {
    assertThat(judge(good().problem("stopped"), FAST).verdict()).isEqualTo(Verdict.INVALID);
    Judgement both = judge(good().spike(90, 0, 2, Outcome.FAILED).problem("stopped"), FAST, RIGHT);

    assertThat(both.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(both.reasons()).hasSize(3).first().isEqualTo("stopped");
  }

  @Test
  void nothingMeasuredIsInvalid() {
    Judgement nothing = judge(new Timelines(), FAST);

    assertThat(nothing.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(nothing.reasons()).contains("nothing was measured");
  }

  @Test
  void nothingAskedIsInvalid() {
    assertThat(judge(good()).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge(good()).reasons()).singleElement().asString().contains("expect(...)");
    assertThat(judge(good(), FAST).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void alertsInformWithoutFailing() {
    Timeline slow = new Timelines().spike(100, 0, 9, Outcome.OK).build();
    Judgement judgement = new StandardJudge().judge(slow, List.of(RIGHT), List.of(FAST, RIGHT));

    assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(judgement.alerts()).extracting(CriterionResult::criterion).containsExactly(FAST);
  }

  @ParameterizedTest
  @CsvSource({
    "RECOVERED, 2, 4, PASSED",
    "RECOVERED, 4, 6, INVALID",
    "RECOVERED, 5, 6, FAILED",
    "RECOVERED, 2, Infinity, INVALID",
    "RELAPSED, 1, 2, FAILED",
    "DEGRADED_PLATEAU, 1, Infinity, FAILED",
    "NOT_RECOVERED, 1, Infinity, FAILED",
    "INCONCLUSIVE, 1, 2, INVALID"
  })
  void recoveryWithinFiveSeconds(
      Recovery.Outcome outcome, double low, double high, Verdict verdict) {
    Recovery found = new Recovery(outcome, 3e9, low * 1e9, high * 1e9, 0, 0, "detail");
    Judgement judgement =
        new StandardJudge((timeline, watch) -> found)
            .judge(good().build(), List.of(recovery().within(Duration.ofSeconds(5))), List.of());

    assertThat(judgement.verdict()).isEqualTo(verdict);
  }

  /** More than a hundredth of the load came more than an interval late: no answer counts. */
  @ParameterizedTest
  @CsvSource({"1.1, 2, INVALID", "0.9, 2, PASSED", "1.1, 1, PASSED"})
  void aLoadThatWasNotGivenInTimeProvesNothing(double delay, int late, Verdict expected) {
    Timelines timeline =
        new Timelines().spike(100 - late, 0, 0.1, Outcome.OK).spike(late, delay, 0.1, Outcome.OK);
    Criterion patient = p95().during(SPIKE).below(Duration.ofSeconds(9));
    Judgement judgement = judge(timeline, patient);

    assertThat(judgement.verdict()).isEqualTo(expected);
    if (expected == Verdict.INVALID) {
      assertThat(judgement.reasons())
          .singleElement()
          .asString()
          .contains(
              "2.0% of the operations of SPIKE", "go more than 1000 ms late", "a larger heap");
      Criterion impatient = p95().during(SPIKE).below(Duration.ofMillis(1));
      assertThat(judge(timeline, impatient).verdict()).isEqualTo(Verdict.INVALID);
    }
  }
}
