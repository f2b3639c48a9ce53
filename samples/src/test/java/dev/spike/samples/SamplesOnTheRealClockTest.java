package dev.spike.samples;

import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.SPIKE;
import static dev.spike.samples.Told.criterion;
import static dev.spike.samples.Told.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Answer;
import dev.spike.judge.Verdict;
import dev.spike.report.ScenarioResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the samples teach that run on the real clock. Asserted is what a busy machine cannot turn
 * round: counts, and that the wrong way never passes. Whether the right way passes is a matter of
 * time, and so of the machine.
 */
class SamplesOnTheRealClockTest {
  @Test
  void theSameOrdersAtOnceAreRefused() {
    List<ScenarioResult> both = Sample01MyFirstSpike.run().scenarios();
    ScenarioResult evenly = both.get(0);
    ScenarioResult atOnce = both.get(1);

    assertThat(in(BASELINE, evenly).outcomes().due()).isEqualTo(100);
    assertThat(in(SPIKE, atOnce).outcomes().due()).isEqualTo(100);
    assertThat(in(BASELINE, evenly).outcomes().errorRate())
        .isLessThan(in(SPIKE, atOnce).outcomes().errorRate());
    assertThat(atOnce.verdict()).isIn(Verdict.FAILED, Verdict.INVALID);
    assertThat(in(SPIKE, atOnce).outcomes().rejected()).isGreaterThan(5);
  }

  @Test
  void aClosedLoopAsksNothingOfAFrozenService() {
    List<ScenarioResult> both = Sample02OpenOrClosed.run().scenarios();
    ScenarioResult closed = both.get(0);
    ScenarioResult open = both.get(1);

    assertThat(in(SPIKE, open).outcomes().due()).isEqualTo(100);
    assertThat(in(SPIKE, closed).outcomes().due()).isLessThan(75);
    assertThat(criterion(open, "p95").answer()).isEqualTo(Answer.NOT_MET);
    assertThat(open.verdict()).isIn(Verdict.FAILED, Verdict.INVALID);
  }

  @Test
  void aBreakerWithDefaultsDoesNotSeeSlowness() {
    List<ScenarioResult> both = Sample04BreakerConfiguration.run().scenarios();
    ScenarioResult defaults = both.get(0);
    ScenarioResult slownessCounts = both.get(1);

    assertThat(Facts.value(defaults, "breaker.openings")).isZero();
    assertThat(criterion(defaults, "breaker.time-to-open").answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(criterion(defaults, "p50 in SPIKE").answer()).isEqualTo(Answer.NOT_MET);
    assertThat(defaults.verdict()).isIn(Verdict.FAILED, Verdict.INVALID);

    assertThat(Facts.value(slownessCounts, "breaker.openings")).isPositive();
    assertThat(criterion(slownessCounts, "breaker.opened.late").answer()).isEqualTo(Answer.MET);
    assertThat(Facts.value(slownessCounts, "breaker.rejected")).isGreaterThan(10);
  }

  /** A pool of 3, each held for 20 ms, does 150/s at most: the rest waits, on any machine. */
  @Test
  void littlesLawSizesThePool() {
    List<ScenarioResult> all = Sample05PoolSize.run().scenarios();
    ScenarioResult small = all.get(0);
    double due = in(SPIKE, small).outcomes().due();
    // So long after the 1.5 s of the spike 95% of it is done at the earliest, in whatever order.
    double secondsBehind = (0.95 * due - 3) / 150 - 1.5;

    assertThat(due).isGreaterThan(400);
    assertThat(response(small, 95)).isGreaterThan(secondsBehind * 1e9);
    assertThat(criterion(small, "p95 in SPIKE").answer()).isEqualTo(Answer.NOT_MET);
    assertThat(small.verdict()).isIn(Verdict.FAILED, Verdict.INVALID);
    assertThat(Facts.value(small, "pool.peak")).isEqualTo(3);
    // Each connection is held for 20 ms, in a pool of any size.
    assertThat(response(all.get(1), 50)).isGreaterThan(15e6);
    assertThat(response(all.get(2), 50)).isGreaterThan(15e6);
  }

  private static double response(ScenarioResult result, double percent) {
    return in(SPIKE, result).response().percentile(percent);
  }

  @Test
  void readAndLoadInOneStepLoadOnce() {
    List<ScenarioResult> both = Sample06Stampede.run().scenarios();
    double wrong = Facts.value(both.get(0), "loads.at-once");
    double right = Facts.value(both.get(1), "loads.at-once");

    assertThat(right).isLessThanOrEqualTo(Sample06Stampede.KEYS);
    assertThat(wrong).isGreaterThan(2 * right);
    assertThat(criterion(both.get(1), "loads.at-once").answer()).isEqualTo(Answer.MET);
    assertThat(both.get(0).verdict()).isIn(Verdict.FAILED, Verdict.INVALID);
  }

  @Test
  void oneSeedIsOneStory() {
    Sample10OneSeedOneStory.Story story = Sample10OneSeedOneStory.run(7);
    Sample10OneSeedOneStory.Story other = Sample10OneSeedOneStory.run(8);

    assertThat(Sample10OneSeedOneStory.run(7)).isEqualTo(story);
    assertThat(story.failed()).isNotEmpty().hasSizeLessThan(story.due().size());
    assertThat(other.due()).isNotEqualTo(story.due());
    assertThat(other.failed()).isNotEqualTo(story.failed());
  }
}
