package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Metastability.State;
import dev.spike.sim.Loads;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import dev.spike.sim.SimulatedRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server at half its capacity whose clients give up after 1 s and ask three times more: from a
 * spike of four times the load for 1.194 s on it never recovers.
 */
class RetryStormVerdictTest {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration BUCKET = Duration.ofMillis(200);

  private static SimulatedRun storm(Loads load, ServiceTime time, long seed) {
    return load.on(ServiceModel.of(1, time).retrying(3, Duration.ofSeconds(1)), seed, BUCKET).run();
  }

  private static Loads load(double spikeSeconds) {
    return Loads.spike(500, 6, 2_000, spikeSeconds, 16);
  }

  @ParameterizedTest
  @CsvSource({"0.9, NOT_METASTABLE", "1.15, NOT_METASTABLE", "1.194, METASTABLE", "2, METASTABLE"})
  void itIsMetastableFromItsThresholdOn(double spikeSeconds, State expected) {
    SimulatedRun run = storm(load(spikeSeconds), ServiceTime.constant(MILLI), 1);
    Metastability found = Metastability.of(run.timeline());

    assertThat(found.state()).as(found.detail()).isEqualTo(expected);
    assertThat(Double.isNaN(run.drainedNanos())).isEqualTo(expected == State.METASTABLE);
  }

  @Test
  void theVerdictSaysSo() {
    SimulatedRun stuck = storm(load(2), ServiceTime.constant(MILLI), 1);
    Judgement judgement =
        new StandardJudge().judge(stuck.timeline(), List.of(Criteria.notMetastable()), List.of());

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.recovery().outcome()).isNotEqualTo(Recovery.Outcome.RECOVERED);
  }

  /** At 1.2 s chance decides which way it goes; the verdict follows each run's own truth. */
  @Test
  void whereChanceDecidesItFollowsTheTruth() {
    int stuck = 0;
    int wrong = 0;
    int undecided = 0;
    for (int seed = 0; seed < 60; seed++) {
      SimulatedRun run = storm(load(1.2).poisson(), ServiceTime.exponential(MILLI), seed);
      State state = Metastability.of(run.timeline()).state();
      boolean truth = Double.isNaN(run.drainedNanos());
      stuck += truth ? 1 : 0;
      wrong += state == (truth ? State.NOT_METASTABLE : State.METASTABLE) ? 1 : 0;
      undecided += state == State.METASTABLE || state == State.NOT_METASTABLE ? 0 : 1;
    }
    System.out.printf("stuck %d, wrong %d, undecided %d of 60%n", stuck, wrong, undecided);
    assertThat(stuck).isBetween(15, 45);
    assertThat(wrong).isZero();
    assertThat(undecided).isLessThanOrEqualTo(6);
  }
}
