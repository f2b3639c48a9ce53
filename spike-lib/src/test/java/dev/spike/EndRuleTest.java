package dev.spike;

import static dev.spike.judge.Criteria.recovery;
import static dev.spike.judge.Criteria.recoveryAfterEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Criterion;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.repeat.Repetition;
import dev.spike.report.ScenarioPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 40 intervals of 0.2 s of baseline, 10 of spike, 200 of recovery; 60 operations in each. */
class EndRuleTest {
  private static final long BUCKET = 200_000_000;
  private static final int ALL = 250;
  private static final int QUIET = 50;
  private static final SpikeOptions RECOVERED = SpikeOptions.defaults().endWhenRecovered(true);
  private static final SpikeOptions HOPELESS =
      SpikeOptions.defaults().endWhenHopeless(Duration.ofSeconds(2));

  private final List<String> reasons = new ArrayList<>();
  private int next;

  private static ScenarioPlan plan(List<FaultSpan> faults, Criterion... criteria) {
    List<Phase> phases =
        List.of(
            new Phase("BASELINE", Role.BASELINE, 0, 40 * BUCKET, 2_400, 0),
            new Phase("SPIKE", Role.SPIKE, 40 * BUCKET, QUIET * BUCKET, 600, QUIET * BUCKET),
            new Phase("RECOVERY", Role.RECOVERY, QUIET * BUCKET, ALL * BUCKET, 12_000, 0));
    return new ScenarioPlan(
        "s",
        Map.of(),
        1,
        BUCKET,
        phases,
        Map.of(),
        List.of(criteria),
        List.of(),
        "-",
        Repetition.once("s"),
        faults);
  }

  private void feed(EndRule rule, int until, int ok, int bad, double millis) {
    long[] times = new long[ok + bad];
    Arrays.fill(times, Math.round(millis * 1e6));
    Latencies all = Latencies.of(times);
    for (; next < until && reasons.isEmpty(); next++) {
      Interval ended =
          new Interval(next, new Outcomes(ok, bad, 0, 0, 0, 0), all, all, all, all, all);
      rule.add(new Increment(next, List.of(ended), Map.of(), 0, 0));
    }
  }

  private EndRule rule(SpikeOptions options, Criterion... criteria) {
    return rule(options, List.of(), criteria);
  }

  private EndRule rule(SpikeOptions options, List<FaultSpan> faults, Criterion... criteria) {
    return new EndRule(plan(faults, criteria), options, reasons::add);
  }

  private static FaultSpan late(int from, int to) {
    return new FaultSpan("late", from * BUCKET, to * BUCKET);
  }

  @Test
  void aTargetThatIsBackIsWatchedForThirtyFiveIntervalsMore() {
    EndRule rule = rule(RECOVERED);
    feed(rule, 40, 60, 0, 2);
    feed(rule, QUIET + 20, 60, 0, 20);
    assertThat(reasons).isEmpty();
    feed(rule, ALL, 60, 0, 2);

    assertThat(reasons).singleElement().asString().contains("back since 4.0 s");
    assertThat(next - 1).isEqualTo(QUIET + 20 + 34);
  }

  @Test
  void aTargetThatIsNotBackOrHasRelapsedIsWatchedToTheEnd() {
    EndRule rule = rule(RECOVERED);
    feed(rule, 40, 60, 0, 2);
    feed(rule, QUIET + 20, 60, 0, 20);
    feed(rule, QUIET + 40, 60, 0, 2);
    feed(rule, QUIET + 50, 60, 0, 20);
    feed(rule, ALL, 60, 0, 2);

    assertThat(reasons).isEmpty();
  }

  @Test
  void aFaultThatIsStillToComeIsWaitedForAndWatched() {
    EndRule rule = rule(RECOVERED, List.of(late(QUIET + 100, QUIET + 110)));
    feed(rule, 40, 60, 0, 2);
    feed(rule, QUIET, 60, 0, 20);
    feed(rule, QUIET + 110, 60, 0, 2);
    assertThat(reasons).isEmpty();
    feed(rule, ALL, 60, 0, 2);

    assertThat(reasons).singleElement().asString().contains("back since 0.0 s");
    assertThat(next - 1).isEqualTo(QUIET + 110 + 34);
  }

  @Test
  void aFaultToTheEndOfTheLoadLeavesNothingToWatch() {
    EndRule rule = rule(RECOVERED, List.of(late(QUIET + 100, ALL)));
    feed(rule, 40, 60, 0, 2);
    feed(rule, QUIET, 60, 0, 20);
    feed(rule, ALL, 60, 0, 2);

    assertThat(reasons).isEmpty();
  }

  /** The limit after the spike has passed with interval 75, that after the fault with 115. */
  @Test
  void theLimitAfterEachFaultHasToPassAsWell() {
    Duration limit = Duration.ofSeconds(5);
    EndRule rule =
        rule(
            HOPELESS,
            List.of(late(QUIET + 30, QUIET + 40)),
            recovery().within(limit),
            recoveryAfterEach("late").within(limit));
    feed(rule, 40, 60, 0, 2);
    feed(rule, ALL, 0, 60, 2);

    assertThat(reasons).singleElement().asString().contains("nothing has succeeded for 15.0 s");
    assertThat(next).isEqualTo(QUIET + 40 + 25);
  }

  @Test
  void withoutTheOptionNothingEndsEarly() {
    EndRule rule = rule(SpikeOptions.defaults());
    feed(rule, ALL, 60, 0, 2);

    assertThat(reasons).isEmpty();
  }

  @Test
  void hopelessIsWhatOnlyFailsForThatLongAndAfterTheLimit() {
    EndRule rule = rule(HOPELESS, recovery().within(Duration.ofSeconds(5)));
    feed(rule, 40, 60, 0, 2);
    feed(rule, ALL, 0, 60, 2);

    assertThat(reasons).singleElement().asString().contains("nothing has succeeded for 7.0 s");
    assertThat(next).isEqualTo(QUIET + 25);
  }

  @Test
  void oneSuccessIsHopeAndNothingAskedIsNoFailure() {
    EndRule rule = rule(HOPELESS);
    feed(rule, QUIET, 60, 0, 2);
    feed(rule, QUIET + 9, 0, 60, 2);
    feed(rule, QUIET + 10, 1, 59, 2);
    feed(rule, QUIET + 19, 0, 60, 2);
    assertThat(reasons).isEmpty();
    feed(rule, QUIET + 20, 0, 60, 2);
    assertThat(reasons).hasSize(1);

    reasons.clear();
    EndRule idle = rule(HOPELESS);
    next = 0;
    feed(idle, ALL, 0, 0, 2);
    assertThat(reasons).isEmpty();
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpikeOptions.defaults().endWhenHopeless(Duration.ofSeconds(-1)))
        .withMessageContaining("Duration.ZERO");
  }
}
