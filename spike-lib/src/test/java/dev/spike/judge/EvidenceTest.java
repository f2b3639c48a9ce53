package dev.spike.judge;

import static dev.spike.judge.Criteria.changes;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.highest;
import static dev.spike.judge.Criteria.last;
import static dev.spike.judge.Criteria.lowest;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.p50;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.judge.Criteria.timeAbove;
import static dev.spike.judge.Criteria.times;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Outcome;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered, with value and interval, of runs whose truth is known. */
class EvidenceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static CriterionResult answer(Criterion criterion, Course course) {
    return answer(criterion, course.run());
  }

  private static CriterionResult answer(Criterion criterion, Timeline timeline) {
    return Evidence.of(timeline, new BandRecovery()).answer(criterion);
  }

  /** The same value again and again, but for every so many operations. */
  private static DoubleUnaryOperator everySoMany(int every, double then, double else_) {
    int[] count = {0};
    return second -> ++count[0] % every == 0 ? then : else_;
  }

  // The value decides where it was counted over enough operations.

  /** Of 5,000, 40 take 5.2 s and 20 more the time given: the p99 is the 51st from the top. */
  @ParameterizedTest
  @CsvSource({"4.9, MET", "5.1, NOT_MET"})
  void theRunsOwnFigureDecidesThoughTheLimitIsWithinItsInterval(double p99, Answer expected) {
    int[] count = {0};
    DoubleUnaryOperator response =
        second -> ++count[0] % 125 == 0 ? 5.2 : count[0] % 250 == 1 ? p99 : 0.01;
    CriterionResult result =
        answer(
            p99().during(SPIKE).below(Duration.ofSeconds(5)),
            new Course(0.2).phase(SPIKE, 2_500, 2).response(response));

    assertThat(result.answer()).isEqualTo(expected);
    assertThat(result.value() / 1e9).isCloseTo(p99, within(0.01));
    assertThat(result.low()).isLessThan(5e9);
    assertThat(result.high()).isGreaterThan(5e9);
  }

  @ParameterizedTest
  @CsvSource({"59, MET, ''", "58, INCONCLUSIVE, '58 samples are too few: it needs 59'"})
  void aPercentileNeedsEnoughForItsInterval(int operations, Answer expected, String detail) {
    CriterionResult result = answer(p95().below(SECOND), new Course(1).phase(SPIKE, operations, 1));

    assertThat(result.answer()).isEqualTo(expected);
    assertThat(result.detail()).isEqualTo(detail);
    assertThat(result.value() / 1e6).isCloseTo(1, within(0.01));
  }

  /** All too slow, so few that they are: even the interval's good end is beyond the limit. */
  @Test
  void fewAreEnoughForACertainFailure() {
    Course slow = new Course(1).phase(SPIKE, 10, 1).response(second -> 2);

    assertThat(answer(p95().below(SECOND), slow).answer()).isEqualTo(Answer.NOT_MET);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 0, MET",
    "20, 1, NOT_MET",
    "19, 0, INCONCLUSIVE",
    "19, 1, INCONCLUSIVE",
    "19, 9, NOT_MET"
  })
  void anErrorRateNeedsRoomForOneError(int operations, int failed, Answer expected) {
    int[] left = {failed};
    Course course =
        new Course(1)
            .phase(SPIKE, operations, 1)
            .outcome(second -> left[0]-- > 0 ? Outcome.FAILED : Outcome.OK);
    CriterionResult result = answer(errorRate().below(0.05), course);

    assertThat(result.answer()).isEqualTo(expected);
    assertThat(result.low()).isEqualTo(Proportion.low(failed, operations));
    assertThat(result.high()).isEqualTo(Proportion.high(failed, operations));
  }

  @Test
  void noErrorAtAllIsAFactOfTheRun() {
    assertThat(answer(errorRate().atMost(0), new Course(1).phase(SPIKE, 1, 1)).answer())
        .isEqualTo(Answer.MET);
  }

  @Test
  void aMeanHasAnInterval() {
    Course course = Course.usual(300, 300).response(everySoMany(2, 0.03, 0.01));
    CriterionResult result = answer(mean().during(SPIKE).below(SECOND), course);

    // Of 600 values with a standard deviation of 10 ms: 1.647 * 10 / sqrt(600).
    assertThat(result.value() / 1e6).isCloseTo(20, within(0.02));
    assertThat((result.high() - result.value()) / 1e6).isCloseTo(0.672, within(0.01));
    assertThat(result.answer()).isEqualTo(Answer.MET);
    assertThat(answer(mean().below(SECOND), new Course(1).phase(SPIKE, 1, 1)).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  // Windows.

  /** Slow for a second that lies across two: only a window that slides is slow throughout. */
  @Test
  void theWorstWindowIsTheValueWhereverItBegins() {
    Course course = Course.usual(300, 300).response(s -> s >= 9.5 && s < 10.5 ? 0.5 : 0.001);
    Criterion every = p50().during(RECOVERY).inEvery(SECOND).below(Duration.ofMillis(100));
    CriterionResult result = answer(every, course);

    assertThat(answer(p50().during(RECOVERY).below(Duration.ofMillis(100)), course).answer())
        .isEqualTo(Answer.MET);
    assertThat(result.answer()).isEqualTo(Answer.NOT_MET);
    assertThat(result.value() / 1e9).isCloseTo(0.5, within(0.001));
    assertThat(result.detail()).startsWith("from 9.").endsWith(" s");
    assertThat(answer(p50().during(SPIKE).inEvery(SECOND).below(SECOND), course).answer())
        .isEqualTo(Answer.MET);
  }

  @Test
  void oneWindowWithTooFewIsEnoughToNotKnowUnlessAnotherIsBroken() {
    Course thin =
        new Course(0.2).phase(BASELINE, 300, 5).phase(SPIKE, 10, 5).phase(RECOVERY, 300, 5);
    Criterion every = p95().inEvery(Duration.ofSeconds(3)).below(SECOND);

    assertThat(answer(every, thin).answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(every, thin).detail()).contains("it needs 59; from ");
    assertThat(answer(every, thin.response(s -> s > 10 ? 2 : 0)).answer())
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aPartThatHoldsNoWindowIsNotKnown() {
    Criterion every = errorRate().during(SPIKE).inEvery(Duration.ofSeconds(3)).below(0.5);

    assertThat(answer(every, Course.usual(300, 300)).answer()).isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void windowsCoverAllOfAStretchAndNothingElse() {
    Timeline timeline = Course.usual(300, 300).run();
    Excerpt recovery = Excerpt.of(timeline, Window.of(RECOVERY));
    var windows = recovery.windows(5_000_000_000L);

    assertThat(windows).allSatisfy(w -> assertThat(w.seconds()).isCloseTo(5, within(1e-9)));
    assertThat(windows.get(0).startNanos()).isEqualTo(8_000_000_000L);
    assertThat(windows.get(windows.size() - 1).endNanos()).isEqualTo(20_000_000_000L);
    assertThat(recovery.windows(12_000_000_001L)).isEmpty();
    assertThat(recovery.windows(12_000_000_000L)).hasSize(1);
    Excerpt around = Excerpt.of(timeline, phase -> phase.role() != SPIKE);
    assertThat(around.stretches()).extracting(Excerpt::seconds).containsExactly(6.0, 12.0);
  }

  @Test
  void beforeAndAfterLookAtNoOtherPhases() {
    Course course = Course.usual(300, 300).response(s -> s < 6 ? 0.001 : s < 8 ? 0.5 : 0.01);

    assertThat(answer(p95().before(SPIKE).below(SECOND), course).value() / 1e6)
        .isCloseTo(1, within(0.01));
    assertThat(answer(p95().after("SPIKE").below(SECOND), course).value() / 1e6)
        .isCloseTo(10, within(0.1));
    assertThat(answer(p95().after(RECOVERY).below(SECOND), course).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  // Goodput and other figures over those of the baseline: estimates, whose interval decides.

  @ParameterizedTest
  @CsvSource({"300, 1, MET", "300, 0.5, NOT_MET", "600, 0.5, MET", "1200, 0.1, NOT_MET"})
  void goodputUnderOverloadIsHeldAgainstTheBaseline(double rate, double share, Answer expected) {
    Course course = Course.usual(300, rate).successes(s -> s < 6 || s >= 8 ? 1 : share);
    CriterionResult result = answer(goodput().during(SPIKE).atLeast(0.9).ofBaseline(), course);

    assertThat(result.answer()).isEqualTo(expected);
    assertThat(result.value()).isCloseTo(rate * share / 300, within(0.02));
    assertThat(result.low()).isLessThan(result.value());
    assertThat(result.high()).isGreaterThan(result.value());
  }

  /** Nine tenths on average, but by seconds of more and of less. */
  @Test
  void noiseAroundTheLimitIsNotDecided() {
    SplittableRandom random = new SplittableRandom(1);
    double[] shares = random.doubles(100, 0.7, 1.1).map(d -> Math.min(1, d)).toArray();
    Course course = Course.usual(300, 300).successes(s -> s < 6 ? 1 : shares[(int) (s * 5)]);

    assertThat(answer(goodput().after(SPIKE).atLeast(times(0.88)), course).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(goodput().after(SPIKE).atLeast(times(0.5)), course).answer())
        .isEqualTo(Answer.MET);
  }

  /** From 14 s on everything takes 6 s more: it ends after the load, and counts for nothing. */
  @Test
  void whatEndsAfterTheLoadIsNoGoodput() {
    Course course = Course.usual(300, 300).response(s -> s < 14 ? 0.001 : 6.5);

    assertThat(answer(goodput().during(RECOVERY).atLeast(1), course).value())
        .isCloseTo(6 * 300 / 11.8, within(1.0));
    Criterion every = goodput().during(RECOVERY).inEvery(SECOND).atLeast(times(0.9));
    assertThat(answer(every, course).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(every, Course.usual(300, 300)).answer()).isEqualTo(Answer.MET);
  }

  @Test
  void aPercentileIsHeldAgainstTheBaselines() {
    SplittableRandom random = new SplittableRandom(1);
    Course course =
        Course.usual(300, 300)
            .response(s -> -Math.log(1 - random.nextDouble()) * (s >= 6 && s < 8 ? 0.02 : 0.01));
    Timeline timeline = course.run();
    CriterionResult result = answer(p95().during(SPIKE).below(times(3)).ofBaseline(), timeline);

    assertThat(result.value()).isCloseTo(2, within(0.4));
    assertThat(result.answer()).isEqualTo(Answer.MET);
    assertThat(answer(p95().during(SPIKE).below(times(1.3)), timeline).answer())
        .isEqualTo(Answer.NOT_MET);
    assertThat(answer(p95().during(SPIKE).below(times(result.value())), timeline).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void withoutABaselineThereIsNoRatio() {
    Criterion ratio = goodput().during(SPIKE).atLeast(times(0.9));
    Course dead = Course.usual(300, 300).outcome(s -> s < 6 ? Outcome.FAILED : Outcome.OK);

    assertThat(answer(ratio, new Course(0.2).phase(SPIKE, 300, 2)).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(ratio, dead).answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(ratio, dead).detail()).contains("it is 0 in the baseline");
    Course gone = Course.usual(300, 300).outcome(s -> s < 6 ? Outcome.OK : Outcome.FAILED);
    assertThat(answer(ratio, gone).answer()).isEqualTo(Answer.NOT_MET);
  }

  /** Nominal 90%: both ends, of a ratio whose truth is 1. */
  @Test
  void theIntervalOfARatioCoversTheTruth() {
    int covered = 0;
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Course course =
          Course.usual(300, 300).response(s -> -Math.log(1 - random.nextDouble()) * 0.01);
      CriterionResult result = answer(p95().during(SPIKE).below(times(2)), course);
      covered += result.low() <= 1 && 1 <= result.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(82, 100);
  }

  // Gauges.

  @Test
  void gaugesHaveFiguresOfTheirReadings() {
    Course course =
        Course.usual(100, 100)
            .gauge("breaker.open", s -> s > 6.1 && s < 7 ? 1 : 0)
            .gauge("pool.active", s -> s > 6 && s < 8.1 ? 4 : 2)
            .gauge("broken", s -> s > 7 ? Double.NaN : 1);

    assertThat(value(changes("breaker.open", Unit.COUNT).during(SPIKE), course)).isEqualTo(2);
    assertThat(value(changes("pool.active", Unit.COUNT).during(SPIKE), course)).isEqualTo(1);
    assertThat(value(highest("pool.active", Unit.COUNT), course)).isEqualTo(4);
    assertThat(value(lowest("pool.active", Unit.COUNT).during(SPIKE), course)).isEqualTo(4);
    assertThat(value(last("pool.active", Unit.COUNT), course)).isEqualTo(2);
    assertThat(value(mean("pool.active", Unit.COUNT), course)).isCloseTo(2.2, within(1e-9));
    assertThat(value(timeAbove(3, "pool.active", Unit.COUNT), course)).isCloseTo(0.1, within(1e-9));
    CriterionResult broken = answer(mean("broken", Unit.COUNT).during(SPIKE).atMost(9), course);
    assertThat(broken.detail()).isEqualTo("read in 5 of 10 intervals");
    assertThat(broken.answer()).isEqualTo(Answer.MET);
    assertThat(answer(mean("broken", Unit.COUNT).after(SPIKE).atMost(9), course).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(mean("none", Unit.COUNT).atMost(9), course).detail()).isEqualTo("never read");
  }

  private static double value(Criterion.Draft draft, Course course) {
    return answer(draft.atMost(9), course).value();
  }

  @Test
  void aMeanOfReadingsHasAnIntervalAndNeedsFive() {
    SplittableRandom random = new SplittableRandom(1);
    Course course = Course.usual(100, 100).gauge("g", s -> random.nextDouble());
    CriterionResult result = answer(mean("g", Unit.COUNT).atMost(0.6), course);

    assertThat(result.low()).isBetween(0.4, result.value());
    assertThat(result.high()).isBetween(result.value(), 0.6);
    Course few = new Course(0.5).phase(SPIKE, 100, 2).gauge("g", s -> 0);
    assertThat(answer(mean("g", Unit.COUNT).atMost(1), few).detail())
        .isEqualTo("4 intervals are too few: it needs 5");
  }

  // The pauses of this JVM.

  @ParameterizedTest
  @CsvSource({"0.5, true", "0.3, false"})
  void aPauseDecidesWhereItMakesTheDifference(double pause, boolean decides) {
    Course course =
        Course.usual(300, 300)
            .response(s -> s >= 6 && s < 8 ? 1.4 : 1)
            .successes(s -> s >= 6 && s < 8 ? 0.72 : 1)
            .pause(31, pause);
    Timeline timeline = course.run();

    assertThat(decides(p95().during(SPIKE).inEvery(SECOND).below(SECOND), timeline))
        .isEqualTo(decides);
    assertThat(decides(p95().during(SPIKE).below(times(1)), timeline)).isEqualTo(decides);
    assertThat(decides(goodput().during(SPIKE).atLeast(290), timeline)).isFalse();
    assertThat(decides(errorRate().during(SPIKE).below(0.05), timeline)).isFalse();
    assertThat(decides(p95().after(SPIKE).below(SECOND.dividedBy(2)), timeline)).isFalse();
  }

  /** 288 of 300 a second for two seconds are 300 a second for 1.92 s. */
  @ParameterizedTest
  @CsvSource({"0.1, true", "0.05, false"})
  void aPauseTakesTimeFromGoodput(double pause, boolean decides) {
    Course course =
        Course.usual(300, 300).successes(s -> s >= 6 && s < 8 ? 0.96 : 1).pause(31, pause);

    assertThat(decides(goodput().during(SPIKE).atLeast(299), course.run())).isEqualTo(decides);
  }

  private static boolean decides(Criterion criterion, Timeline timeline) {
    Evidence evidence = Evidence.of(timeline, new BandRecovery());
    CriterionResult result = evidence.answer(criterion);
    assertThat(result.answer()).isEqualTo(Answer.NOT_MET);
    return evidence.pauseDecides(result);
  }
}
