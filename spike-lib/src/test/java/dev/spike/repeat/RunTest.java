package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.judge.Baseline;
import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.StandardJudge;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs from timelines: 300 operations a second, 6 s of baseline, 2 s of spike, 12 s after it. */
class RunTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MS = 1_000_000;
  private static final List<Phase> PHASES =
      List.of(
          new Phase("BASELINE", Role.BASELINE, 0, 6 * SECOND, 1800, 0),
          new Phase("SPIKE", Role.SPIKE, 6 * SECOND, 8 * SECOND, 600, 8 * SECOND),
          new Phase("RECOVERY", Role.RECOVERY, 8 * SECOND, 20 * SECOND, 3600, 8 * SECOND));

  /** Operations take so long, in the spike and for some seconds after it 50 times as long. */
  private static Timeline timeline(double baselineMs, double backSeconds) {
    Recorder recorder = new Recorder(new Grid(PHASES, SECOND / 5));
    long gap = SECOND / 300;
    for (long due = 0; due + gap < 20 * SECOND; due += gap) {
      boolean slow = due >= 6 * SECOND && due < (8 + backSeconds) * SECOND;
      long taken = Math.round((slow ? 50 : 1) * baselineMs * MS);
      recorder.ended(due, due, due, due + taken, Outcome.OK);
    }
    TimelineBuilder timeline = new TimelineBuilder(PHASES, SECOND / 5, Map.of());
    for (Interval interval : recorder.drain()) {
      timeline.add(new Increment(interval.index(), List.of(interval), Map.of(), 0, 0));
    }
    return timeline.build();
  }

  private static Run run(int number, double baselineMs, double backSeconds) {
    Timeline timeline = timeline(baselineMs, backSeconds);
    Judgement judgement = new StandardJudge().judge(timeline, List.of(Runs.BACK), List.of());
    return Run.of(
        "herd#" + number, number, judgement.verdict(), judgement.reasons(), timeline, judgement);
  }

  @Test
  void whatARunKnowsOfItself() {
    Run run = run(1, 1, 3);
    Baseline baseline = run.baseline().orElseThrow();

    assertThat(run.watchedNanos()).isEqualTo(12.0 * SECOND);
    assertThat(baseline.problem()).isEmpty();
    assertThat(baseline.p95()).isCloseTo(MS, within(0.002 * MS));
    assertThat(run.recovery().orElseThrow().censored()).isFalse();
    assertThat(run.recovery().orElseThrow().nanos()).isCloseTo(3.0 * SECOND, within(0.2 * SECOND));
  }

  @Test
  void oneThatIsNeverBackIsCensoredWhereTheObservationEnds() {
    assertThat(run(1, 1, 12).recovery()).contains(CensoredTime.until(12.0 * SECOND));
  }

  /** Five runs that are alike know no more than each of them: when, to part of an interval. */
  @Test
  void runsThatAgreeAreNotTakenToBeExact() {
    Run one = run(1, 1, 3);
    Recovery itself = Objects.requireNonNull(one.judgement()).recovery();
    Estimate recovery =
        Repeats.of(
                Repetition.first("herd", 5, true),
                List.of(one, run(2, 1, 3), run(3, 1, 3), run(4, 1, 3), run(5, 1, 3)))
            .recovery()
            .orElseThrow();

    assertThat(itself.highNanos()).isGreaterThan(itself.lowNanos());
    assertThat(recovery.low()).isEqualTo(itself.lowNanos());
    assertThat(recovery.high()).isEqualTo(itself.highNanos());
  }

  @Test
  void severalAreTakenTogetherButForTheOneThatStartsElsewhere() {
    List<Run> runs =
        List.of(
            run(1, 1, 3), run(2, 1, 4), run(3, 2, 9), run(4, 1, 5), run(5, 1.1, 4), run(6, 1, 4));
    Repeats repeats = Repeats.of(Repetition.first("herd", 6, true), runs);

    assertThat(repeats.excluded()).extracting(Exclusion::run).containsExactly("herd#3");
    assertThat(repeats.recovery().orElseThrow().value()).isCloseTo(4e9, within(0.2e9));
    assertThat(repeats.recovery().orElseThrow().hasInterval()).isTrue();
  }
}
