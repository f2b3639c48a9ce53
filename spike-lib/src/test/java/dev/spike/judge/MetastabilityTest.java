package dev.spike.judge;

import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static dev.spike.measure.Role.WARMUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.judge.Metastability.State;
import dev.spike.measure.Outcome;
import dev.spike.measure.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetastabilityTest {
  /** Everything times out after 1 s from the spike on, but for a few. */
  private static Course stuck() {
    SplittableRandom random = new SplittableRandom(1);
    return Course.usual(300, 900)
        .response(s -> s < 6 ? 0.01 : 0.9 + 0.1 * random.nextDouble())
        .outcome(s -> s < 6 || random.nextDouble() < 0.1 ? Outcome.OK : Outcome.TIMED_OUT);
  }

  private static State state(Course course) {
    return Metastability.of(course.run()).state();
  }

  @Test
  void loadThatIsBackWithoutItsGoodputIsMetastable() {
    Metastability found = Metastability.of(stuck().run());

    assertThat(found.state()).isEqualTo(State.METASTABLE);
    assertThat(found.detail())
        .startsWith("the load is back and goodput is not: in the last 6.0 s goodput ")
        .endsWith("/s of 300/s due, in the baseline 300/s of 300/s");
  }

  @Test
  void theJudgeSaysSo() {
    Timeline timeline = stuck().run();
    Judgement judgement =
        new StandardJudge()
            .judge(
                timeline,
                List.of(notMetastable(), recovery().within(Duration.ofSeconds(5))),
                List.of());

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.metastability().state()).isEqualTo(State.METASTABLE);
    assertThat(judgement.reasons()).hasSize(2);
    assertThat(judgement.reasons().get(0)).startsWith("metastable 1, wanted <= 0 (the load is");
    assertThat(judgement.reasons().get(1)).contains("(METASTABLE, ");
  }

  @Test
  void aServiceThatComesBackIsNot() {
    assertThat(state(Course.usual(300, 900))).isEqualTo(State.NOT_METASTABLE);
    Course slower = Course.usual(300, 900).response(s -> s < 6 ? 0.01 : 0.05);
    assertThat(state(slower))
        .as("a plateau of latency has its goodput")
        .isEqualTo(State.NOT_METASTABLE);
    assertThat(answer(Course.usual(300, 900))).isEqualTo(Answer.MET);
  }

  /** What was due in a cold warm-up ended in the baseline, which had 450 successes a second. */
  @Test
  void aBacklogOfTheWarmUpIsNotUsual() {
    Course cold =
        new Course(0.2)
            .phase(WARMUP, 300, 3)
            .phase(BASELINE, 300, 6)
            .phase(SPIKE, 900, 2)
            .phase(RECOVERY, 300, 12)
            .response(s -> s < 3 ? 3.1 - s : 0.001);
    Criterion ratio = Criteria.goodput().after(SPIKE).atLeast(0.9).ofBaseline();

    assertThat(state(cold)).isEqualTo(State.NOT_METASTABLE);
    assertThat(Evidence.of(cold.run(), new BandRecovery()).answer(ratio).value())
        .isCloseTo(1, within(0.01));
  }

  private static Answer answer(Course course) {
    return Evidence.of(course.run(), new BandRecovery()).answer(notMetastable()).answer();
  }

  @Test
  void loadThatIsNotBackExplainsIt() {
    Course high =
        new Course(0.2)
            .phase(BASELINE, 300, 6)
            .phase(SPIKE, 900, 2)
            .phase(RECOVERY, 450, 12)
            .successes(s -> s < 6 ? 1 : 0.4);

    assertThat(state(high)).isEqualTo(State.STILL_DISTURBED);
    assertThat(Metastability.of(high.run()).detail()).startsWith("the load is not back");
    assertThat(answer(high)).isEqualTo(Answer.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({"20, STILL_DISTURBED", "8, METASTABLE"})
  void soDoesAFaultThatGoesOn(double ends, State expected) {
    assertThat(state(stuck().event("slow-db begins", 6).event("slow-db ends", ends)))
        .isEqualTo(expected);
  }

  /** Nothing answers in time, but each second sooner than the one before. */
  @Test
  void aBacklogThatFallsIsDraining() {
    Course falling =
        Course.usual(300, 900)
            .response(s -> s < 6 ? 0.01 : 6 - 0.3 * (s - 8))
            .outcome(s -> s < 6 ? Outcome.OK : Outcome.TIMED_OUT);

    assertThat(state(falling)).isEqualTo(State.DRAINING);
    assertThat(answer(falling)).isEqualTo(Answer.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({"0.04, DRAINING", "0.005, METASTABLE", "0, METASTABLE", "-0.005, METASTABLE"})
  void goodputThatRisesSoonEnoughIsDraining(double perSecond, State expected) {
    assertThat(state(Course.usual(300, 900).successes(s -> s < 6 ? 1 : 0.2 + perSecond * (s - 8))))
        .isEqualTo(expected);
  }

  @Test
  void closeToTheBandIsNotTold() {
    SplittableRandom random = new SplittableRandom(3);
    double[] shares = random.doubles(100, 0.6, 1.2).map(d -> Math.min(1, d)).toArray();
    Course close = Course.usual(300, 900).successes(s -> s < 6 ? 1 : shares[(int) (s * 5)]);

    assertThat(state(close)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void whatCannotBeToldIsUnknown() {
    assertThat(state(new Course(0.2).phase(SPIKE, 300, 6))).isEqualTo(State.UNKNOWN);
    assertThat(state(new Course(0.2).phase(BASELINE, 300, 6))).isEqualTo(State.UNKNOWN);
    Course brief =
        new Course(0.2).phase(BASELINE, 300, 6).phase(SPIKE, 300, 2).phase(RECOVERY, 300, 6);
    assertThat(Metastability.of(brief.run()).detail()).contains("watched for 29 intervals", "30");
    Course silent =
        new Course(0.2).phase(BASELINE, 300, 6).phase(SPIKE, 300, 2).phase(RECOVERY, 0, 12);
    assertThat(state(silent)).isEqualTo(State.UNKNOWN);
    assertThat(answer(silent)).isEqualTo(Answer.INCONCLUSIVE);
  }

  /**
   * Errors, slowness and pauses of every strength, with nothing wrong afterwards; and stuck ones.
   */
  @Test
  void chanceMakesNoneAndHidesNone() {
    int falsely = 0;
    int missed = 0;
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Course healthy =
          Course.usual(300, 900)
              .response(s -> -Math.log(1 - random.nextDouble()) * 0.05)
              .outcome(s -> random.nextDouble() < 0.02 ? Outcome.FAILED : Outcome.OK);
      falsely += state(healthy) == State.NOT_METASTABLE ? 0 : 1;
      double left = 0.1 + 0.6 * random.nextDouble();
      Course stuck =
          Course.usual(300, 900)
              .response(s -> s < 6 ? 0.01 : -Math.log(1 - random.nextDouble()))
              .outcome(s -> s < 6 || random.nextDouble() < left ? Outcome.OK : Outcome.FAILED);
      missed += state(stuck) == State.METASTABLE ? 0 : 1;
    }
    assertThat(falsely).isZero();
    assertThat(missed).as("draining by chance").isLessThanOrEqualTo(10);
  }
}
