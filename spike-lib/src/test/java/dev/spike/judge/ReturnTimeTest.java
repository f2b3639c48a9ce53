package dev.spike.judge;

import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.p50;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Outcome;
import dev.spike.measure.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way back of one signal, whatever the others do. */
class ReturnTimeTest {
  private static CriterionResult answer(Criterion criterion, Course course) {
    return answer(criterion, course.run());
  }

  private static CriterionResult answer(Criterion criterion, Timeline timeline) {
    return Evidence.of(timeline, new BandRecovery()).answer(criterion);
  }

  @Test
  void eachSignalReturnsByItself() {
    Course course =
        Course.usual(300, 300)
            .response(s -> s >= 6 && s < 10 ? 0.05 : 0.01)
            .outcome(s -> s >= 6 && s < 12 ? Outcome.FAILED : Outcome.OK);
    Criterion latency = p95().after(SPIKE).returnsWithin(Duration.ofSeconds(3));
    Criterion errors = errorRate().after(SPIKE).returnsWithin(Duration.ofSeconds(3));
    Criterion goodput = goodput().after(SPIKE).returnsWithin(Duration.ofSeconds(3));

    assertThat(answer(latency, course).value() / 1e9).isCloseTo(2, within(0.2));
    assertThat(answer(latency, course).answer()).isEqualTo(Answer.MET);
    assertThat(answer(errors, course).value() / 1e9).isCloseTo(4, within(0.2));
    assertThat(answer(errors, course).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(goodput, course).value() / 1e9).isCloseTo(4, within(0.3));
    assertThat(answer(goodput, course).answer()).isNotEqualTo(Answer.MET);
  }

  /** Three in a hundred are slow: no matter to the p95. */
  @Test
  void anotherPercentileReturnsByItself() {
    int[] count = {0};
    Course course =
        Course.usual(1_500, 1_500)
            .response(s -> ++count[0] % 33 == 0 && s >= 6 && s < 12 ? 0.1 : 0.01);
    Timeline timeline = course.run();
    Duration limit = Duration.ofSeconds(3);

    CriterionResult p99 = answer(p99().returnsWithin(limit), timeline);
    assertThat(p99.value() / 1e9).isCloseTo(4, within(0.2));
    assertThat(p99.answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(p95().returnsWithin(limit), timeline).answer()).isEqualTo(Answer.MET);
    assertThat(answer(p50().returnsWithin(limit), timeline).answer()).isEqualTo(Answer.MET);
  }

  @Test
  void whatDoesNotReturnIsNotMetAndWhatCannotBeToldIsNotKnown() {
    Course stuck = Course.usual(300, 300).response(s -> s >= 6 ? 0.05 : 0.01);
    Course thin = Course.usual(100, 100);
    Criterion back = p95().returnsWithin(Duration.ofSeconds(5));

    assertThat(answer(back, stuck).answer()).isEqualTo(Answer.NOT_MET);
    assertThat(answer(back, stuck).detail()).startsWith("DEGRADED_PLATEAU: ");
    assertThat(answer(errorRate().returnsWithin(Duration.ofSeconds(1)), stuck).answer())
        .isEqualTo(Answer.MET);
    assertThat(answer(back, thin).answer()).isEqualTo(Answer.INCONCLUSIVE);
  }
}
