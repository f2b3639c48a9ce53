package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.phase;
import static dev.spike.LoadProfile.ramp;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.replay;
import static dev.spike.LoadProfile.sine;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.Units.users;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.QUIET;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static dev.spike.measure.Role.WARMUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Phase;
import dev.spike.run.Arrival;
import dev.spike.run.UserPhase;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Replay;
import dev.spike.schedule.Sum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

/** What profiles are made of, and what a plan makes of them. */
class LoadProfileTest {
  private static List<Phase> phases(LoadProfile profile) {
    return planned(profile, 7).plan().phases();
  }

  private static PlannedScenario planned(LoadProfile profile, long seed) {
    return new PlannedScenario(
        Scenario.named("some").operation(() -> {}).load(profile), Map.of(), seed, Defaults.SPIN);
  }

  @Test
  void cyclesAreNumberedAndEndQuietly() {
    LoadProfile cycle =
        burst(5).lasting(seconds(1)).then(recovery(perSecond(10)).lasting(seconds(3)));
    LoadProfile profile =
        baseline(perSecond(10)).lasting(seconds(2)).then(cycle.repeated(2, seconds(1)));

    assertThat(phases(profile))
        .extracting(Phase::name, Phase::role, Phase::endNanos, Phase::planned)
        .containsExactly(
            Tuple.tuple("BASELINE", BASELINE, 2_000_000_000L, 20L),
            Tuple.tuple("SPIKE", SPIKE, 3_000_000_000L, 5L),
            Tuple.tuple("RECOVERY", RECOVERY, 6_000_000_000L, 30L),
            Tuple.tuple("QUIET", QUIET, 7_000_000_000L, 0L),
            Tuple.tuple("SPIKE-2", SPIKE, 8_000_000_000L, 5L),
            Tuple.tuple("RECOVERY-2", RECOVERY, 11_000_000_000L, 30L),
            Tuple.tuple("QUIET-2", QUIET, 12_000_000_000L, 0L));
    assertThat(cycle.repeated(3).parts()).hasSize(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cycle.repeated(0))
        .withMessageContaining("repeated 0 times");
  }

  @Test
  void rampsWavesAndReplaysTakeAnyRole() {
    Replay recorded = Replay.parse(List.of("0,10", "1,30"));
    LoadProfile profile =
        ramp(perSecond(0), perSecond(100))
            .as(WARMUP)
            .lasting(seconds(4))
            .then(sine(perSecond(100), perSecond(50), seconds(2)).lasting(seconds(4)))
            .then(replay(recorded))
            .then(ramp(perSecond(100), perSecond(0)).named("ebb").as(RECOVERY).lasting(seconds(2)))
            .then(phase(RECOVERY, recorded.times(2)));

    assertThat(phases(profile))
        .extracting(Phase::name, Phase::role, Phase::planned)
        .containsExactly(
            Tuple.tuple("WARMUP", WARMUP, 200L),
            Tuple.tuple("SPIKE", SPIKE, 400L),
            Tuple.tuple("SPIKE-2", SPIKE, 40L),
            Tuple.tuple("ebb", RECOVERY, 100L),
            Tuple.tuple("RECOVERY", RECOVERY, 80L));
  }

  @Test
  void scaledPhasesKeepRatesBurstsAndRecordedLoads() {
    LoadProfile load =
        baseline(perSecond(10))
            .lasting(seconds(2))
            .then(burst(50).over(perSecond(10)).lasting(seconds(2)))
            .then(LoadProfile.quiet(seconds(3)))
            .scaled(0.5);

    assertThat(load.parts().stream().map(part -> part.shape().durationNanos() / 1e9))
        .containsExactly(1.0, 1.0, 3.0);
    assertThat(load.schedule(1).count()).isEqualTo(10 + 50 + 10);
  }

  @Test
  void anEmptyLoadIsRefusedWithItsLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline(perSecond(0)).lasting(seconds(1)))
        .withMessageContaining("nothing would ever arrive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ramp(perSecond(0), perSecond(0)).lasting(seconds(1)));
  }

  @Test
  void aBurstIsOverOnlyWithTheRampOrWaveUnderIt() {
    LoadProfile calm = baseline(perSecond(100)).lasting(seconds(6));
    LoadProfile after = recovery(perSecond(100)).lasting(seconds(12));
    Replay steady = Replay.parse(List.of("0,100", "1,100"));
    Replay higher = Replay.parse(List.of("0,100", "1,110"));

    assertThat(quietFrom(calm.then(burstOver(steady)).then(after))).isEqualTo(seconds(6));
    assertThat(quietFrom(calm.then(burstOver(higher)).then(after))).isEqualTo(seconds(8));
    assertThat(
            quietFrom(
                calm.then(sine(perSecond(100), perSecond(5), seconds(1)).lasting(seconds(2)))
                    .then(after)))
        .isEqualTo(seconds(8));
  }

  /** A recovery that comes down from the spike does not make the spike's rate the usual one. */
  @Test
  void aRecoveryIsUsualAtItsEnd() {
    LoadProfile profile =
        baseline(perSecond(100))
            .lasting(seconds(6))
            .then(burst(50).over(perSecond(300)).lasting(seconds(2)))
            .then(ramp(perSecond(300), perSecond(100)).as(RECOVERY).lasting(seconds(12)));

    assertThat(quietFrom(profile)).isEqualTo(seconds(8));
  }

  private static LoadProfile burstOver(Replay replay) {
    return phase(SPIKE, new Sum(new Burst(10, Duration.ofNanos(replay.durationNanos())), replay));
  }

  private static Duration quietFrom(LoadProfile profile) {
    return Duration.ofNanos(phases(profile).get(1).quietFromNanos());
  }

  @Test
  void aPlanOfDrawnArrivalsCountsThem() {
    LoadProfile even =
        baseline(perSecond(1_000))
            .lasting(seconds(10))
            .then(ramp(perSecond(1_000), perSecond(0)).lasting(seconds(10)));
    PlannedScenario drawn = planned(even.poisson(), 7);
    List<Phase> phases = drawn.plan().phases();

    assertThat((double) phases.get(0).planned()).isCloseTo(10_000, within(400.0));
    assertThat((double) phases.get(1).planned()).isCloseTo(5_000, within(300.0));
    assertThat(phases).extracting(Phase::planned).doesNotContain(10_000L, 5_000L);
    assertThat(phases.stream().mapToLong(Phase::planned).sum())
        .isEqualTo(drawn.runPlan().schedule().count())
        .isEqualTo(dues(even.poisson(), 7).length);
  }

  @Test
  void aProfileIsDrawnAsAWhole() {
    LoadProfile first = baseline(perSecond(100)).lasting(seconds(10));
    LoadProfile second = spike(perSecond(100)).lasting(seconds(10));
    long[] drawn = dues(first.then(second).poisson(), 7);

    assertThat(dues(first.poisson().then(second), 7)).isEqualTo(drawn);
    assertThat(dues(first.then(second.poisson()), 7)).isEqualTo(drawn);
    assertThat(dues(first.then(second), 7)).isNotEqualTo(drawn);
  }

  @Test
  void theSeedOfTheRunDecidesTheArrivals() {
    LoadProfile profile = baseline(perSecond(100)).lasting(seconds(10)).poisson();

    assertThat(dues(profile, 7)).isEqualTo(dues(profile, 7)).isNotEqualTo(dues(profile, 8));
  }

  /** Gaps and payloads come from one seed; nothing must make them alike. */
  @Test
  void gapsAreNoneOfTheNumbersOfTheArrivals() {
    long[] dues = dues(baseline(perSecond(1_000)).lasting(seconds(20)).poisson(), 7);
    double[] gaps =
        IntStream.range(1, dues.length).mapToDouble(i -> dues[i] - dues[i - 1]).toArray();
    double[] numbers =
        LongStream.range(1, dues.length)
            .mapToDouble(i -> new Arrival(i, 0, "", false, 7).random().nextExponential())
            .toArray();
    double[] before =
        LongStream.range(0, dues.length - 1)
            .mapToDouble(i -> new Arrival(i, 0, "", false, 7).random().nextExponential())
            .toArray();

    assertThat(correlation(gaps, numbers)).isCloseTo(0, within(4 / Math.sqrt(gaps.length)));
    assertThat(correlation(gaps, before)).isCloseTo(0, within(4 / Math.sqrt(gaps.length)));
  }

  private static double correlation(double[] x, double[] y) {
    return new PearsonsCorrelation().correlation(x, y);
  }

  private static long[] dues(LoadProfile profile, long seed) {
    ArrivalSchedule.Cursor cursor = planned(profile, seed).runPlan().schedule().steady();
    return LongStream.generate(cursor::next)
        .takeWhile(due -> due != ArrivalSchedule.Cursor.END)
        .toArray();
  }

  @Test
  void usersOfAClosedModelComeAndGoWithTheirPhases() {
    LoadProfile profile =
        baseline(users(50).thinking(millis(100)))
            .lasting(seconds(6))
            .then(burst(20).over(users(50)).over(perSecond(10)).lasting(seconds(2)))
            .then(recovery(perSecond(10)).lasting(seconds(3)));
    PlannedScenario planned = planned(profile, 7);

    assertThat(planned.runPlan().users())
        .containsExactly(
            new UserPhase(0, 6_000_000_000L, 50, 100_000_000),
            new UserPhase(6_000_000_000L, 8_000_000_000L, 50, 0));
    assertThat(phases(profile)).extracting(Phase::planned).containsExactly(0L, 40L, 30L);
    // No more users than usual: the burst is over with its instant.
    assertThat(phases(profile).get(1).quietFromNanos()).isEqualTo(6_000_000_000L);
    LoadProfile more =
        baseline(users(50)).lasting(seconds(6)).then(burst(20).over(users(51)).lasting(seconds(2)));
    assertThat(phases(more).get(1).quietFromNanos()).isEqualTo(8_000_000_000L);
  }

  @Test
  void usersThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users(0))
        .withMessage("0 users: there must be at least 1; give a number such as users(50)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users(1).thinking(millis(-1)))
        .withMessageContaining("think time of PT-0.001S");
    assertThatIllegalStateException()
        .isThrownBy(() -> baseline(users(1)).over(users(2)))
        .withMessage("BASELINE has 1 users already: give their number once");
  }
}
