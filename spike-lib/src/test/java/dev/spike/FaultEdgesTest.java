package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.Stretch.at;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.recoveryAfterEach;
import static dev.spike.judge.Criteria.timeToDetect;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.chaos.Injection;
import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioResult;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Faults placed within the run: where they lie, what is refused, and what is told on virtual time.
 */
class FaultEdgesTest {
  private static final String NAME = "latency-on-edges.test";
  private static final Injection SLOW = latency(millis(3)).on("edges.test");
  private static final long MS = 1_000_000;

  private static Scenario scenario() {
    return Scenario.named("edges")
        .operation(() -> {})
        .load(
            baseline(perSecond(500))
                .lasting(seconds(6))
                .then(recovery(perSecond(500)).lasting(seconds(24))));
  }

  private static Scenario bursts() {
    return Scenario.named("bursts")
        .operation(() -> {})
        .load(
            baseline(perSecond(300))
                .lasting(seconds(6))
                .then(burst(200).over(perSecond(300)).lasting(seconds(2)))
                .then(recovery(perSecond(300)).lasting(seconds(12))));
  }

  private static PlannedScenario planned(Scenario scenario) {
    return new PlannedScenario(scenario, Map.of(), 7, Defaults.SPIN);
  }

  private static List<FaultSpan> faults(Scenario scenario) {
    return planned(scenario).plan().faults();
  }

  private static void refused(Scenario scenario, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planned(scenario))
        .withMessageContainingAll(words);
  }

  @Test
  void aFaultLiesWithinTheRunOrWithinPhases() {
    assertThat(faults(bursts().during(at(seconds(3)).lasting(seconds(2)), SLOW)))
        .containsExactly(new FaultSpan(NAME, 3000 * MS, 5000 * MS));
    assertThat(faults(bursts().during(at(millis(500)).of(SPIKE).lasting(seconds(1)), SLOW)))
        .containsExactly(new FaultSpan(NAME, 6500 * MS, 7500 * MS));
    assertThat(faults(bursts().during(at(millis(500)).of(SPIKE), SLOW)))
        .containsExactly(new FaultSpan(NAME, 6500 * MS, 8000 * MS));
    assertThat(faults(bursts().during(at(seconds(19)), SLOW)))
        .containsExactly(new FaultSpan(NAME, 19_000 * MS, 20_000 * MS));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(
        bursts().during(at(seconds(19)).lasting(seconds(2)), SLOW),
        NAME + " at 19.0 s lasting 2.0 s does not fit",
        "the load of scenario bursts is 20.0 s long");
    refused(
        bursts().during(at(seconds(2)).of(SPIKE), SLOW), "phase SPIKE of scenario bursts is 2.0 s");
    assertThatIllegalArgumentException().isThrownBy(() -> at(millis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> at(millis(1)).lasting(millis(0)));
  }

  @Test
  void recoveryCountsFromTheEndOfAFaultThatIsPartOfTheSpike() {
    assertThat(quietFrom(bursts())).isEqualTo(6000 * MS);
    assertThat(quietFrom(bursts().during(at(seconds(3)).lasting(seconds(2)), SLOW)))
        .isEqualTo(6000 * MS);
    Scenario both = bursts().during(at(seconds(7)).lasting(seconds(2)), SLOW);
    assertThat(quietFrom(both)).isEqualTo(9000 * MS);
    assertThat(quietFrom(both.during(at(millis(8500)).lasting(seconds(2)), SLOW)))
        .isEqualTo(10_500 * MS);
    assertThat(quietFrom(both.during(at(seconds(9)).lasting(seconds(2)), SLOW)))
        .as("one that comes later")
        .isEqualTo(9000 * MS);
  }

  private static long quietFrom(Scenario scenario) {
    return planned(scenario).plan().phases().stream()
        .filter(phase -> phase.role() == SPIKE)
        .mapToLong(Phase::quietFromNanos)
        .sum();
  }

  @Test
  void criteriaThatNoRunCouldAnswerAreRefused() {
    Scenario faulty = scenario().during(at(seconds(8)).lasting(seconds(2)), SLOW);
    Scenario twice = faulty.during(at(seconds(14)).lasting(seconds(2)), SLOW);

    refused(faulty.expect(timeToDetect("typo", p95()).within(seconds(1))), "it has no fault typo");
    refused(faulty.expect(p95().whileOn("typo").below(seconds(1))), "there are [" + NAME + "]");
    refused(
        faulty.expect(timeToDetect(NAME, "no.gauge", Unit.COUNT, 0).within(seconds(1))),
        "there is no such gauge");
    refused(faulty.expect(recoveryAfterEach(SPIKE).within(seconds(1))), "needs a SPIKE phase");
    refused(
        twice.expect(recoveryAfterEach(NAME).within(seconds(3))),
        "from 10.0 s on it is watched for 4.0 s",
        "at least 9.0 s");
    assertThat(planned(faulty.expect(recoveryAfterEach(NAME).within(seconds(3)))).notes())
        .isEmpty();
  }

  /**
   * One server of 1 ms at 500/s; while a call takes 4 ms, 250/s are too many. After 2 s of that 500
   * are left, which 500/s to spare take away in 1 s.
   */
  @Test
  void edgesAreJudgedByWhatIsKnownOfAQueue() {
    Scenario faulty =
        scenario()
            .during(at(seconds(8)).lasting(seconds(2)), SLOW)
            .during(at(seconds(18)).lasting(seconds(2)), SLOW)
            .expect(recoveryAfterEach(NAME).within(seconds(2)))
            .expect(recoveryAfterEach(NAME).within(millis(500)))
            .expect(timeToDetect(NAME, p95()).within(seconds(1)))
            .expect(timeToDetect(NAME, p95()).within(millis(1)));
    ScenarioResult result =
        new SpikeRunner(SpikeOptions.defaults().seed(7))
            .dryRun(faulty, ServiceModel.of(1, ServiceTime.constant(millis(1))))
            .scenarios()
            .get(0);
    List<CriterionResult> results = Objects.requireNonNull(result.judgement()).criteria();

    assertThat(results)
        .extracting(CriterionResult::answer)
        .as(results.toString())
        .startsWith(Answer.MET, Answer.NOT_MET, Answer.MET, Answer.INCONCLUSIVE);
    assertThat(results.get(0).value() / 1e9).isCloseTo(1.0, within(0.2));
    // Within the first interval the wait grows to 0.1 s.
    assertThat(results.get(2).value() / 1e9).isBetween(0.2, 0.45);
  }
}
