package dev.spike.judge;

import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.judge.Criteria.recoveryAfterEach;
import static dev.spike.judge.Criteria.timeToDetect;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.QUIET;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.FaultSpan;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults whose begins, ends and consequences are known: what is told after each edge. */
class EdgesTest {
  private static final long SECOND = 1_000_000_000;
  private static final long BUCKET = SECOND / 5;

  private static CriterionResult answer(Criterion criterion, Course course) {
    return Evidence.of(course.run(), new BandRecovery()).answer(criterion);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** 6 s of baseline and 26 s after it at the same rate. */
  private static Course steady() {
    return new Course(0.2).phase(BASELINE, 300, 6).phase(RECOVERY, 300, 26);
  }

  /** On from 8 s to 10 s, slow until 12 s; on from 20 s to 22 s, slow until 25 s. */
  private static Course twice() {
    return steady()
        .response(s -> (s >= 8 && s < 12) || (s >= 20 && s < 25) ? 0.05 : 0.01)
        .fault("slow", 8, 10)
        .fault("slow", 20, 22);
  }

  @Test
  void theLongestWayBackIsTheValue() {
    CriterionResult back = answer(recoveryAfterEach("slow").within(seconds(6)), twice());

    assertThat(back.answer()).as(back.toString()).isEqualTo(Answer.MET);
    assertThat(back.value() / 1e9).isCloseTo(3, within(0.2));
    assertThat(back.low() / 1e9).isBetween(2.5, 3.0);
    assertThat(back.high() / 1e9).isBetween(3.0, 6.0);
    assertThat(back.detail()).contains("from its end at 22.0 s", "the worst of ");
  }

  @Test
  void oneWayBackThatIsTooLongIsNotMet() {
    CriterionResult back = answer(recoveryAfterEach("slow").within(seconds(2.5)), twice());

    assertThat(back.answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aStretchThatIsTooShortIsInconclusive() {
    Course course = twice().fault("other", 24, 25);
    CriterionResult back = answer(recoveryAfterEach("slow").within(seconds(4)), course);

    assertThat(back.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(back.detail()).contains("watched for 10 intervals");
    assertThat(answer(recoveryAfterEach("none").within(seconds(4)), course).detail())
        .isEqualTo("none did not come about");
  }

  /** The first spike leaves it slow to the end of its cycle; the second one does nothing. */
  @Test
  void eachOfSeveralSpikesIsJudged() {
    Course course =
        Course.usual(300, 300)
            .phase("SPIKE-2", SPIKE, 300, 2)
            .phase("RECOVERY-2", RECOVERY, 300, 12)
            .response(s -> s >= 6 && s < 19 ? 0.05 : 0.01);

    assertThat(answer(recovery().within(seconds(5)), course).answer()).isEqualTo(Answer.MET);
    CriterionResult each = answer(recoveryAfterEach(SPIKE).within(seconds(5)), course);
    assertThat(each.answer()).as(each.detail()).isEqualTo(Answer.NOT_MET);
    assertThat(each.detail()).contains("from its end at 8.0 s", "none, ");
  }

  @Test
  void disturbancesThatGoOnTogetherHaveOneEnd() {
    List<Phase> phases = Course.usual(300, 300).phase("SPIKE-2", SPIKE, 300, 2).run().phases();
    FaultSpan early = new FaultSpan("early", 5 * SECOND, 7 * SECOND);
    FaultSpan late = new FaultSpan("late", 7 * SECOND, 9 * SECOND);
    FaultSpan again = new FaultSpan("early", 12 * SECOND, 13 * SECOND);

    assertThat(watches("early", phases, List.of(early)))
        .containsExactly(new Watch(8 * SECOND, 20 * SECOND));
    assertThat(watches("early", phases, List.of(early, late, again)))
        .containsExactly(new Watch(9 * SECOND, 12 * SECOND), new Watch(13 * SECOND, 20 * SECOND));
    assertThat(watches("SPIKE", phases, List.of(again)))
        .containsExactly(new Watch(8 * SECOND, 12 * SECOND), new Watch(22 * SECOND, 22 * SECOND));
  }

  private static List<Watch> watches(
      String disturbance, List<Phase> phases, List<FaultSpan> faults) {
    return Watch.afterEach(disturbance, phases, faults, BUCKET);
  }

  @Test
  void lessThanAnIntervalBetweenTwoIsNoWayBack() {
    List<Phase> phases = steady().run().phases();
    FaultSpan one = new FaultSpan("one", 8 * SECOND, 10 * SECOND + 300);
    FaultSpan next = new FaultSpan("next", 10 * SECOND + 400_000, 12 * SECOND);
    FaultSpan apart = new FaultSpan("apart", 12 * SECOND + BUCKET, 14 * SECOND);

    assertThat(watches("one", phases, List.of(one, next)))
        .containsExactly(new Watch(12 * SECOND, 32 * SECOND));
    assertThat(watches("one", phases, List.of(one, next, apart)))
        .containsExactly(new Watch(12 * SECOND, 12 * SECOND + BUCKET));
  }

  @Test
  void aFaultThatBeginsJustAfterASpikeIsPartOfIt() {
    List<Phase> phases = Course.usual(300, 300).run().phases();
    FaultSpan late = new FaultSpan("late", 8 * SECOND + 20_000, 9 * SECOND);

    assertThat(watches("SPIKE", phases, List.of(late)))
        .containsExactly(new Watch(9 * SECOND, 20 * SECOND));
  }

  /** As adjoining faults do, whose begins and ends take their time. */
  @Test
  void adjoiningFaultsAreJudgedByTheLastEnd() {
    Course course =
        steady()
            .response(s -> s >= 8 && s < 13 ? 0.05 : 0.01)
            .fault("slow", 8, 10.000_01)
            .fault("other", 10.000_2, 12);
    CriterionResult back = answer(recoveryAfterEach("slow").within(seconds(4)), course);

    assertThat(back.answer()).as(back.detail()).isEqualTo(Answer.MET);
    assertThat(back.detail()).contains("from its end at 12.0 s");
  }

  @Test
  void nothingIsWatchedWhileTheLoadPauses() {
    Course cycle = new Course(0.2).phase(BASELINE, 300, 6).phase(SPIKE, 300, 2);
    List<Phase> phases = cycle.phase(QUIET, 0, 2).phase(RECOVERY, 300, 12).run().phases();
    FaultSpan within = new FaultSpan("within", 8 * SECOND, 9 * SECOND);

    assertThat(watches("SPIKE", phases, List.of()))
        .containsExactly(new Watch(8 * SECOND, 8 * SECOND));
    assertThat(watches("within", phases, List.of(within)))
        .containsExactly(new Watch(9 * SECOND, 9 * SECOND));
  }

  /** It begins at 8 s; from 8.5 s on everything fails after 0.1 s. */
  @Test
  void errorsAreKnownWhenTheirIntervalHasEnded() {
    Course course =
        steady()
            .response(s -> 0.1)
            .outcome(s -> s >= 8.5 && s < 10 ? Outcome.FAILED : Outcome.OK)
            .fault("broken", 8, 10);
    CriterionResult seen = answer(timeToDetect("broken", errorRate()).within(seconds(1)), course);

    // Half of the interval from 8.4 s to 8.6 s fails, and its last operation ends 0.1 s later.
    assertThat(seen.answer()).as(seen.detail()).isEqualTo(Answer.MET);
    assertThat(seen.low() / 1e9).isCloseTo(0.4, within(0.001));
    assertThat(seen.value() / 1e9).isCloseTo(0.7, within(0.001));
    assertThat(answer(timeToDetect("broken", errorRate()).within(seconds(0.3)), course).answer())
        .isEqualTo(Answer.NOT_MET);
    assertThat(answer(timeToDetect("broken", errorRate()).within(seconds(0.5)), course).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void eachBeginIsDetectedAndTheLastOneCounts() {
    CriterionResult seen = answer(timeToDetect("slow", p95()).within(seconds(0.5)), twice());

    assertThat(seen.answer()).as(seen.detail()).isEqualTo(Answer.MET);
    assertThat(seen.value() / 1e9).isCloseTo(0.25, within(0.001));
    assertThat(seen.detail()).contains("the worst of 250.00 ms, 250.00 ms");
  }

  @Test
  void whatDoesNotShowIsNotMetAndWhatShowedBeforeIsNotKnown() {
    Criterion seen = timeToDetect("slow", p95()).within(seconds(5));
    Course never = steady().fault("slow", 8, 10);
    Course before = steady().response(s -> s >= 7 ? 0.05 : 0.01).fault("slow", 8, 10);

    assertThat(answer(seen, never).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(seen, never).detail()).contains("did not show");
    assertThat(answer(seen, before).answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(seen, before).detail()).contains("before the fault began");
    assertThat(answer(seen, steady()).detail()).isEqualTo("slow did not come about");
  }

  @Test
  void aGaugeShowsBetweenTwoReadings() {
    Course course = steady().gauge("open", s -> s >= 8.7 ? 1 : 0).fault("broken", 8, 10);
    CriterionResult seen = answer(opensWithin(seconds(1)), course);

    assertThat(seen.answer()).as(seen.detail()).isEqualTo(Answer.MET);
    assertThat(seen.low() / 1e9).isCloseTo(0.6, within(0.001));
    assertThat(seen.value() / 1e9).isCloseTo(0.8, within(0.001));
    assertThat(answer(opensWithin(seconds(0.7)), course).answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(answer(opensWithin(seconds(0.5)), course).answer()).isEqualTo(Answer.NOT_MET);
  }

  private static Criterion opensWithin(Duration limit) {
    return timeToDetect("broken", "open", Unit.COUNT, 0).within(limit);
  }

  @Test
  void aGaugeThatNeverOrAlwaysReadsSo() {
    Course never = steady().gauge("open", s -> 0).fault("broken", 8, 10);
    Course before = steady().gauge("open", s -> s >= 7 ? 1 : 0).fault("broken", 8, 10);
    Course unread = steady().gauge("open", s -> Double.NaN).fault("broken", 8, 10);

    assertThat(answer(opensWithin(seconds(1)), never).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(opensWithin(seconds(1)), before).detail())
        .isEqualTo("it read so before the fault began");
    assertThat(answer(opensWithin(seconds(1)), unread).detail()).isEqualTo("never read");
  }

  @Test
  void figuresOfTheTimeInWhichAFaultIsOn() {
    Course course =
        steady().response(s -> s >= 8 && s < 10 ? 0.05 : 0.01).fault("slow", 8.05, 10.05);

    assertThat(answer(mean().whileOn("slow").below(seconds(1)), course).value() / 1e6)
        .isCloseTo(50, within(0.1));
    assertThat(answer(mean().whileOn("slow").below(seconds(0.02)), course).answer())
        .isEqualTo(Answer.NOT_MET);
    assertThat(answer(mean().whileOn("none").below(seconds(1)), course).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void theirTextFormsAreReadBack() {
    Criterion seen = timeToDetect("slow-on-db", "open", Unit.COUNT, 0).within(seconds(1));
    for (Criterion criterion :
        List.of(
            seen,
            timeToDetect("slow-on-db", errorRate()).within(seconds(1)),
            recoveryAfterEach("slow-on-db").within(seconds(1)),
            recoveryAfterEach(SPIKE).within(seconds(1)))) {
      assertThat(Metric.parse(criterion.metric().text())).isEqualTo(criterion.metric());
    }
    Window window = p95().whileOn("slow-on-db").below(seconds(1)).window();
    assertThat(Window.parse(window.text())).isEqualTo(window);
    assertThat(seen.label()).isEqualTo("time to detect slow-on-db by open > 0");
  }

  @Test
  void whatShowsNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timeToDetect("slow", mean()))
        .withMessageContaining("use one of them, such as p95()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recoveryAfterEach(BASELINE))
        .withMessageContaining("nothing to recover from");
  }

  @Test
  void spansComeFromEventsAlsoWhereAnEndIsMissing() {
    Timeline timeline =
        steady().event("a begins", 8).event("b begins", 9).event("a ends", 10).run();

    assertThat(timeline.faults())
        .containsExactly(
            new FaultSpan("a", 8 * SECOND, 10 * SECOND),
            new FaultSpan("b", 9 * SECOND, 32 * SECOND));
  }
}
