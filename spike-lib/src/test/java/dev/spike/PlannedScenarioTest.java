package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.LoadProfile.warmup;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static dev.spike.measure.Role.WARMUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.measure.Gauge;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.Phase;
import dev.spike.measure.Unit;
import dev.spike.run.WhenFull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan is made of, and what it refuses before anything runs. */
class PlannedScenarioTest {
  private static final LoadProfile BURST =
      baseline(perSecond(300))
          .lasting(seconds(6))
          .then(burst(200).over(perSecond(300)).lasting(seconds(2)))
          .then(recovery(perSecond(300)).lasting(seconds(12)));

  private static Scenario scenario(LoadProfile load) {
    return Scenario.named("some").operation(() -> {}).load(load);
  }

  private static PlannedScenario planned(Scenario scenario) {
    return new PlannedScenario(scenario, Map.of(), 7, Defaults.SPIN);
  }

  private static void refused(Scenario scenario, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planned(scenario))
        .withMessageContainingAll(words);
  }

  @Test
  void aLeakTakesEightCycles() {
    Criterion noLeak = Criteria.leak().below(Units.megabytes(1));
    LoadProfile cycle = burst(5).lasting(seconds(1));

    refused(scenario(BURST).expect(noLeak), "leak", "over 0 cycles", "load.repeated(10)");
    refused(scenario(cycle.repeated(7)).expect(noLeak), "over 7 cycles", "at least 8");
    assertThat(planned(scenario(cycle.repeated(8)).expect(noLeak)).plan().criteria())
        .containsExactly(noLeak);
  }

  @Test
  void quietPhasesAreNoObservation() {
    LoadProfile quiet = BURST.then(LoadProfile.quiet(seconds(60)));

    refused(scenario(quiet).expect(Criteria.recovery().within(seconds(8))), "watched for 14");
  }

  @Test
  void threadsOfThisJvmAreProbedWhereNoOtherTargetIs() {
    Scenario asked = scenario(BURST).expect(Criteria.threadGrowth().atMost(0));
    Gauge remote = new Gauge(JvmProbe.THREADS, Unit.COUNT, () -> 7);

    assertThat(planned(scenario(BURST)).plan().gauges()).doesNotContainKey(JvmProbe.THREADS);
    assertThat(planned(asked).plan().gauges()).containsKeys(JvmProbe.THREADS, JvmProbe.FILES);
    assertThat(planned(asked.probe(() -> List.of(remote))).plan().gauges())
        .containsKey(JvmProbe.THREADS)
        .doesNotContainKey(JvmProbe.FILES);
  }

  @Test
  void phasesAdjoinAndKnowTheirArrivals() {
    assertThat(planned(scenario(BURST)).plan().phases())
        .extracting(Phase::name, Phase::planned, Phase::endNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("BASELINE", 1_800L, 6_000_000_000L),
            org.assertj.core.groups.Tuple.tuple("SPIKE", 800L, 8_000_000_000L),
            org.assertj.core.groups.Tuple.tuple("RECOVERY", 3_600L, 20_000_000_000L));
  }

  @Test
  void aBurstIsOverWithItsInstantUnlessAFaultGoesOn() {
    assertThat(quietFrom(scenario(BURST))).isEqualTo(6_000_000_000L);
    assertThat(quietFrom(scenario(BURST).during(SPIKE, latency(millis(1)).on("planned.test"))))
        .isEqualTo(8_000_000_000L);
    LoadProfile step =
        baseline(perSecond(300))
            .lasting(seconds(6))
            .then(spike(perSecond(600)).lasting(seconds(2)))
            .then(recovery(perSecond(300)).lasting(seconds(12)));
    assertThat(quietFrom(scenario(step))).isEqualTo(8_000_000_000L);
  }

  @Test
  void aBurstOverAHigherRateIsOverWithItsPhase() {
    LoadProfile both =
        baseline(perSecond(300))
            .lasting(seconds(6))
            .then(burst(100).over(perSecond(600)).lasting(seconds(2)))
            .then(recovery(perSecond(300)).lasting(seconds(12)));

    assertThat(quietFrom(scenario(both))).isEqualTo(8_000_000_000L);
  }

  private static long quietFrom(Scenario scenario) {
    return planned(scenario).plan().phases().get(1).quietFromNanos();
  }

  @Test
  void phasesOfOneNameGetANumber() {
    LoadProfile twice =
        spike(perSecond(1)).lasting(seconds(1)).then(spike(perSecond(1)).lasting(seconds(1)));

    assertThat(planned(scenario(twice)).plan().phases())
        .extracting(Phase::name)
        .containsExactly("SPIKE", "SPIKE-2");
  }

  @Test
  void stepsFillTheirPhase() {
    LoadProfile steps =
        spike(List.of(perSecond(1), perSecond(2), perSecond(4))).lasting(seconds(10));

    assertThat(planned(scenario(steps)).durationNanos()).isEqualTo(10_000_000_000L);
  }

  @Test
  void refusesWhatIsMissing() {
    refused(Scenario.named("some").operation(() -> {}), "scenario some", "load(...)");
    refused(Scenario.named("some").load(BURST), "scenario some", "operation(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.named("two words"))
        .withMessageContainingAll("'two words'", "login-herd");
    assertThatIllegalStateException()
        .isThrownBy(() -> scenario(BURST).load(BURST))
        .withMessageContaining("has a load already");
  }

  @Test
  void refusesBoundsThatAreNone() {
    refused(scenario(BURST).timeout(Duration.ZERO), "time-out of 0 ns", "default is 10 s");
    refused(scenario(BURST).maxInFlight(0, WhenFull.DROP), "at most 0 operations", "1000");
    refused(scenario(BURST).bucket(Duration.ZERO), "bucket of 0 ns", "default is 200 ms");
    refused(scenario(BURST).bucket(Duration.ofNanos(1)), "bucket of 1 ns", "wider bucket");
  }

  @Test
  void refusesAFaultWithoutItsPhase() {
    refused(
        scenario(BURST).during(WARMUP, latency(millis(1)).on("planned.test")),
        "latency-on-planned.test during WARMUP",
        "no such phase",
        "choose another role");
  }

  @Test
  void refusesCriteriaAndAlertsOnPhasesThatAreNotThere() {
    refused(
        scenario(BURST).expect(p95().during("SPIKES").below(seconds(1))),
        "p95 in SPIKES",
        "[BASELINE, SPIKE, RECOVERY]");
    refused(scenario(BURST).alert(p95().during("SPIKES").below(seconds(1))), "p95 in SPIKES");
    planned(scenario(BURST).expect(p95().during(RECOVERY).below(seconds(1))));
  }

  @Test
  void refusesGaugesOfOneName() {
    Gauge gauge = new Gauge("pool.active", Unit.COUNT, () -> 1);

    refused(
        scenario(BURST).probe(() -> List.of(gauge)).probe(() -> List.of(gauge)),
        "gauge pool.active",
        "comes twice");
  }

  @Test
  void refusesAWatchTooShortForItsLimit() {
    // 14 s from the burst on: enough for 7 s, and for 8 s + 6 s of tail, but twice 8 s are 16 s.
    planned(scenario(BURST).expect(Criteria.recovery().within(seconds(7))));
    refused(
        scenario(BURST).expect(Criteria.recovery().within(seconds(8))),
        "watched for 14.0 s",
        "limit is 8.0 s",
        "watch at least 16.0 s",
        "RECOVERY phase");
    refused(
        scenario(BURST)
            .expect(Criteria.recovery().within(seconds(1)))
            .expect(Criteria.recovery().within(seconds(8))),
        "limit is 8.0 s");
  }

  @Test
  void tellsABaselineThatIsTooThinWhatItNeeds() {
    LoadProfile thin =
        warmup(perSecond(100))
            .lasting(seconds(1))
            .then(baseline(perSecond(100)).lasting(seconds(6)))
            .then(burst(10).over(perSecond(100)).lasting(seconds(2)))
            .then(recovery(perSecond(100)).lasting(seconds(12)));
    Scenario asked = scenario(thin).expect(Criteria.recovery().within(seconds(5)));

    assertThat(planned(asked).tooThin())
        .get()
        .asString()
        .contains("scenario some", "600 samples in 30 intervals", "1800 samples in 30 intervals")
        .contains("100/s for 18.0 s or 300/s for 6.0 s");
    assertThat(planned(scenario(thin)).tooThin()).as("recovery is not asked for").isEmpty();
    assertThat(planned(scenario(BURST).expect(Criteria.recovery().within(seconds(5)))).tooThin())
        .isEmpty();
  }

  @Test
  void tellsAWatchThatIsTooThinWhatItNeeds() {
    assertThat(planned(watched(20, 12)).tooThin())
        .get()
        .asString()
        .contains(
            "20/s over the 60 intervals after the spike", "30.0 s of them or 50/s for 12.0 s");
    assertThat(planned(watched(50, 12)).tooThin()).isEmpty();
    assertThat(planned(watched(20, 30)).tooThin()).isEmpty();
  }

  @Test
  void tellsWhatHasNoBaselineOrNoSpike() {
    LoadProfile bare = spike(perSecond(10)).lasting(seconds(1));

    assertThat(planned(asked(bare.then(recovery(perSecond(300)).lasting(seconds(12))))).tooThin())
        .get()
        .asString()
        .contains("without a BASELINE phase; add one");
    assertThat(planned(asked(baseline(perSecond(300)).lasting(seconds(6)))).tooThin())
        .get()
        .asString()
        .contains("without a SPIKE phase; add one");
  }

  private static Scenario watched(double perSecond, double seconds) {
    return asked(
        baseline(perSecond(300))
            .lasting(seconds(6))
            .then(spike(perSecond(600)).lasting(seconds(2)))
            .then(
                recovery(perSecond(perSecond))
                    .lasting(Duration.ofMillis(Math.round(seconds * 1000)))));
  }

  private static Scenario asked(LoadProfile load) {
    return scenario(load).expect(Criteria.recovery().within(millis(1)));
  }
}
