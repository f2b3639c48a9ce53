package dev.spike.junit;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recovery;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.repeat.Repetition;
import dev.spike.report.Results;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What a test says of runs on virtual time, which are the same on every machine. */
class OutcomeTest {
  private static final Path DOCUMENT = Path.of("target", "spike", "herd.json");

  /** Serves 500/s; the spike's rest takes some seconds. */
  private static Results results(Duration limit) {
    Scenario herd =
        Scenario.named("herd")
            .operation(() -> {})
            .load(
                baseline(perSecond(300))
                    .lasting(seconds(6))
                    .then(spike(perSecond(800)).lasting(seconds(2)))
                    .then(recovery(perSecond(300)).lasting(seconds(30))))
            .expect(recovery().within(limit))
            .expect(p95().during(SPIKE).below(limit))
            .expect(errorRate().during(SPIKE).below(percent(5)));
    return new SpikeRunner(SpikeOptions.defaults().seed(5))
        .dryRun(herd, ServiceModel.of(5, ServiceTime.exponential(millis(10))))
        .results();
  }

  @Test
  void everythingThatIsNotMetIsOneFailure() {
    Results results = results(millis(100));

    assertThatThrownBy(() -> new Outcome(results, DOCUMENT).check())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageMatching(
            "(?s)herd FAILED: recovered after \\d\\.\\d\\d s \\[\\d\\.\\d\\d s, \\d\\.\\d\\d s\\],"
                + " limit 100 ms.*; p95 in SPIKE was .* \\[.*\\], limit 100 ms\n"
                + "result: .*herd\\.json\nseed: 5, again with -Dspike\\.seed=5");
  }

  @Test
  void whatPassedPasses() {
    Results results = results(seconds(15));

    assertThatCode(() -> new Outcome(results, DOCUMENT).check()).doesNotThrowAnyException();
  }

  /** Three runs of a scenario: all PASSED but the last. */
  private static Results repeated(BiFunction<ScenarioPlan, ScenarioResult, ScenarioResult> last) {
    Results once = results(seconds(15));
    ScenarioResult passed = once.scenarios().get(0);
    List<ScenarioResult> runs = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      ScenarioPlan plan = passed.plan().as(Repetition.first("herd", 3, false).number(number));
      ScenarioResult run = judged(plan, passed);
      runs.add(number < 3 ? run : last.apply(plan, run));
    }
    return new Results(once.header(), runs, false);
  }

  private static ScenarioResult judged(ScenarioPlan plan, ScenarioResult as) {
    return new ScenarioResult(
        plan, as.verdict(), as.reasons(), as.timeline(), as.judgement(), as.setUpFailed());
  }

  private static Judgement late(Judgement judgement) {
    return new Judgement(
        Verdict.INVALID,
        List.of("the generator was late"),
        judgement.criteria(),
        List.of(),
        judgement.recovery());
  }

  private static ScenarioResult late(ScenarioPlan plan, ScenarioResult run) {
    return ScenarioResult.judged(
        plan,
        Objects.requireNonNull(run.timeline()),
        late(Objects.requireNonNull(run.judgement())));
  }

  @Test
  void aRunThatIsLeftOutDecidesNothing() {
    Results late = repeated(OutcomeTest::late);
    Results absent = repeated((plan, run) -> ScenarioResult.skipped(plan, "nobody answers"));

    assertThat(late.exitCode()).isZero();
    assertThatCode(() -> new Outcome(late, DOCUMENT).check()).doesNotThrowAnyException();
    assertThatCode(() -> new Outcome(absent, DOCUMENT).check()).doesNotThrowAnyException();
  }

  @Test
  void aRunThatCountsOrCouldNotBeSetUpDoes() {
    ScenarioResult failed = results(millis(100)).scenarios().get(0);
    Results bad = repeated((plan, run) -> judged(plan, failed));
    Results broken = repeated((plan, run) -> ScenarioResult.setUpFailed(plan, "port 80 is taken"));

    assertThatThrownBy(() -> new Outcome(bad, DOCUMENT).check())
        .hasMessageStartingWith("herd FAILED: 1 of 3 runs FAILED: [herd#3]\nherd#3 FAILED: ");
    assertThatThrownBy(() -> new Outcome(broken, DOCUMENT).check())
        .hasMessageStartingWith("herd#3 INVALID: set-up failed: port 80 is taken\nresult: ");
  }

  @Test
  void aRunThatWasCutOffFails() {
    Results whole = results(seconds(15));
    Results partial = new Results(whole.header(), whole.scenarios(), true);

    assertThatThrownBy(() -> new Outcome(partial, DOCUMENT).check())
        .hasMessageContaining("the run was cut off");
  }

  @Test
  void whatCameOtherwiseThanPredictedIsToldBesideIt() {
    ScenarioResult failed = results(millis(100)).scenarios().get(0);
    ScenarioPlan plan = failed.plan();
    Timeline timeline =
        new TimelineBuilder(plan.phases(), plan.bucketNanos(), plan.gauges())
            .add(new Fact("breaker.time-to-open", 2.1e9, Unit.NANOS, "from the fault's begin"))
            .add(new Fact("breaker.time-to-open.predicted", 0.4e9, Unit.NANOS, "earliest"))
            .build();
    ScenarioResult told =
        new ScenarioResult(
            plan, failed.verdict(), failed.reasons(), timeline, failed.judgement(), false);
    Results results = new Results(results(millis(100)).header(), List.of(told), false);

    assertThatThrownBy(() -> new Outcome(results, DOCUMENT).check())
        .hasMessageContaining(
            "; breaker.time-to-open was 2.10 s (from the fault's begin), its configuration"
                + " predicts 400 ms\nresult: ");
  }
}
