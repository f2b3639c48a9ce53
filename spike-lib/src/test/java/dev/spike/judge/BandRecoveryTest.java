package dev.spike.judge;

import static dev.spike.judge.QueueSimulator.exponential;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.judge.QueueSimulator.Run;
import dev.spike.judge.QueueSimulator.Service;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Timeline;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers, on virtual time with fixed seeds. */
class BandRecoveryTest {
  /** Enough to see what is broken; how often it is right is counted in spike-bench. */
  private static final int RUNS = 20;

  private static final double QUICK = 0.2;
  private static final double FULL = 1;

  @ParameterizedTest
  @ValueSource(doubles = {QUICK, FULL})
  void findsTheDrainTimeOfAnExactQueue(double bucket) {
    Run run =
        new QueueSimulator(bucket)
            .phase(BASELINE, 500, 30)
            .phase(SPIKE, 2_000, 10)
            .phase(RECOVERY, 500, 60)
            .service((second, random) -> 0.001)
            .run(1);
    Recovery recovery = estimate(run.timeline());

    assertThat(run.emptySeconds()).as("the simulator itself").isCloseTo(20, within(0.002));
    assertThat(recovery.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(recovery.nanos() / 1e9).isCloseTo(20, within(bucket));
    assertThat(recovery.lowNanos() / 1e9).isLessThanOrEqualTo(20);
    assertThat(recovery.highNanos() / 1e9).isGreaterThanOrEqualTo(20).isLessThan(22);
    assertThat(recovery.detail()).contains("p95 came back last");
    // Loss: the p95 falls in a line from 10 s to nothing over 20 s.
    assertThat(recovery.lossSeconds()).isCloseTo(100, within(5.0));
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.3", "0.2, 0.6", "1, 0.3", "1, 0.6"})
  void aHealthyServiceIsRecovered(double bucket, double utilisation) {
    Map<Outcome, Integer> outcomes =
        outcomes(steady(bucket), exponential(rate(bucket) / utilisation));

    assertThat(outcomes.getOrDefault(Outcome.RECOVERED, 0)).isGreaterThanOrEqualTo(19);
  }

  /** From the spike on the mean response time is twice what it was. */
  @ParameterizedTest
  @CsvSource({"0.2, 0.3", "0.2, 0.5", "1, 0.3", "1, 0.5"})
  void aPlateauAtTwiceTheBaselineIsNot(double bucket, double utilisation) {
    double lambda = rate(bucket);
    double mu = lambda / utilisation;
    Service slower =
        (second, random) ->
            exponential(second < 0 ? mu : lambda + (mu - lambda) / 2).seconds(second, random);
    Map<Outcome, Integer> outcomes = outcomes(steady(bucket), slower);

    assertThat(outcomes).doesNotContainKey(Outcome.RECOVERED);
    assertThat(outcomes.getOrDefault(Outcome.DEGRADED_PLATEAU, 0)).isGreaterThan(15);
  }

  @Test
  void aRelapseIsFoundAndTimed() {
    Recovery recovery = estimate(steady(QUICK).service(during(3, 5, 0.02)).run(3).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RELAPSED);
    assertThat(recovery.nanos() / 1e9).isLessThan(1);
    assertThat(recovery.relapses()).hasSize(1);
    assertThat(recovery.relapses().get(0).fromNanos() / 1e9).isCloseTo(3, within(2 * QUICK));
    assertThat(recovery.outOfBandNanos() / 1e9).isCloseTo(2, within(3 * QUICK));
    assertThat(recovery.detail())
        .contains("out of band again after 3 s for 2.20 s; never left its band");
  }

  @Test
  void eachRelapseIsTimed() {
    Service twice =
        (second, random) ->
            (second < 6 ? during(3, 5, 0.02) : during(9, 11, 0.02)).seconds(second, random);
    Recovery recovery = estimate(steady(QUICK).service(twice).run(3).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RELAPSED);
    assertThat(recovery.relapses()).hasSize(2);
    assertThat(recovery.relapses().get(1).fromNanos() / 1e9).isCloseTo(9, within(2 * QUICK));
    assertThat(recovery.outOfBandNanos() / 1e9).isCloseTo(4, within(6 * QUICK));
  }

  /** What is only for a moment in the band on its way back was not back. */
  @Test
  void aMomentInTheBandIsNoReturn() {
    Recovery recovery =
        estimate(
            steady(QUICK)
                .service(
                    (second, random) ->
                        (second < 3 ? during(0, 1, 0.02) : during(2, 5, 0.02))
                            .seconds(second, random))
                .run(3)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(recovery.nanos() / 1e9).isCloseTo(5, within(1.0));
  }

  @Test
  void aRelapseThatLastsToTheEndIsOneToo() {
    Recovery recovery = estimate(steady(QUICK).service(during(6, 99, 0.02)).run(3).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RELAPSED);
  }

  @Test
  void aSingleHiccupIsNoRelapse() {
    Recovery recovery = estimate(steady(QUICK).service(during(3, 3.3, 0.02)).run(3).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aBacklogThatGrowsIsNotRecovered() {
    Service overloaded = (second, random) -> second < 0 ? 0.001 : 0.004;
    Recovery recovery = estimate(steady(QUICK).service(overloaded).run(1).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.NOT_RECOVERED);
    assertThat(recovery.nanos()).isNaN();
    assertThat(recovery.highNanos()).isInfinite();
    assertThat(recovery.lowNanos() / 1e9).isCloseTo(12, within(0.02));
  }

  @Test
  void errorsToTheEndAreNotRecovered() {
    Recovery recovery = estimate(errors(0, 99, 1).run(1).timeline());

    assertThat(recovery.outcome()).isIn(Outcome.NOT_RECOVERED, Outcome.DEGRADED_PLATEAU);
    assertThat(recovery.detail()).contains("error rate at the end 100%");
    assertThat(recovery.lostOperations()).isEqualTo(12 * 300);
  }

  @Test
  void errorsThatEndAreWhatCameBackLast() {
    Recovery recovery = estimate(errors(0, 4, 0.5).run(1).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(recovery.nanos() / 1e9).isCloseTo(4, within(QUICK));
    assertThat(recovery.detail()).contains("error rate came back last");
  }

  @Test
  void errorsThatWereThereBeforeAreNormal() {
    Recovery recovery = estimate(errors(-99, 99, 0.06).run(1).timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(recovery.highNanos()).isLessThan(2e9);
  }

  /** Nobody fails and nobody is slow, but what succeeds is not counted: the answers are missing. */
  @Test
  void lostGoodputIsNotRecovered() {
    Timeline whole = steady(QUICK).service((second, random) -> 0.001).run(1).timeline();
    Timeline half = Timelines.withSucceeded(whole, i -> i < 40 ? whole.succeeded().get(i) : 30L);

    assertThat(estimate(whole).outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(estimate(half).outcome()).isNotEqualTo(Outcome.RECOVERED);
    assertThat(estimate(half).detail()).contains("goodput at the end 150/s of 300");
  }

  @Test
  void aSlowerRecoveryPhaseIsNoLossOfGoodput() {
    Timeline timeline =
        new QueueSimulator(QUICK)
            .phase(BASELINE, 300, 6)
            .phase(SPIKE, 300, 2)
            .phase(RECOVERY, 100, 12)
            .service((second, random) -> 0.001)
            .run(1)
            .timeline();

    assertThat(estimate(timeline).outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aThinBaselineIsInconclusiveAndSaysWhatItNeeds() {
    Recovery recovery =
        estimate(
            new QueueSimulator(QUICK)
                .phase(BASELINE, 100, 6)
                .phase(SPIKE, 100, 2)
                .phase(RECOVERY, 100, 12)
                .run(1)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(recovery.detail())
        .contains("too thin", "600 samples in 30 intervals", "1800 in 30", "300/s for 6 s");
  }

  @Test
  void aNoisyBaselineIsInconclusiveAndSaysWhatItCouldTell() {
    // One second in five is a hundred times slower, already in the baseline.
    Service noisy = (second, random) -> (long) (second + 1_000) % 5 == 0 ? 0.1 : 0.001;
    Recovery recovery =
        estimate(
            steady(QUICK)
                .service((second, random) -> noisy.seconds(second, random) / 50)
                .run(1)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(recovery.detail()).contains("too noisy", "smallest change that could be told");
  }

  @Test
  void aBaselineThatIsStillWarmingUpIsInconclusive() {
    // Overloaded at first and a hundred times faster at its end: its band would hold anything.
    Recovery recovery =
        estimate(
            steady(QUICK)
                .service((second, random) -> 0.0002 * Math.exp(Math.max(0, -second - 3)))
                .run(1)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(recovery.detail()).contains("too noisy", "times its middle", "warm the target up");
  }

  @Test
  void tooShortAWatchIsInconclusive() {
    Recovery recovery =
        estimate(
            new QueueSimulator(QUICK)
                .phase(BASELINE, 300, 6)
                .phase(SPIKE, 300, 2)
                .phase(RECOVERY, 300, 5)
                .run(1)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(recovery.detail()).contains("watched for 25 intervals", "30");
  }

  @Test
  void tooLittleLoadAfterwardsIsInconclusive() {
    Recovery recovery =
        estimate(
            new QueueSimulator(QUICK)
                .phase(BASELINE, 300, 6)
                .phase(SPIKE, 300, 2)
                .phase(RECOVERY, 20, 12)
                .run(1)
                .timeline());

    assertThat(recovery.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(recovery.detail()).contains("590 operations", "there are 60");
  }

  private static Recovery estimate(Timeline timeline) {
    return new BandRecovery().estimate(timeline);
  }

  private static double rate(double bucket) {
    return bucket == QUICK ? 300 : 60;
  }

  /** A spike that is none. */
  private static QueueSimulator steady(double bucket) {
    double scale = bucket == QUICK ? 1 : 5;
    return new QueueSimulator(bucket)
        .phase(BASELINE, rate(bucket), 6 * scale)
        .phase(SPIKE, rate(bucket), 2 * scale)
        .phase(RECOVERY, rate(bucket), bucket == QUICK ? 12 : 75);
  }

  private static Map<Outcome, Integer> outcomes(QueueSimulator queue, Service service) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (int seed = 0; seed < RUNS; seed++) {
      Recovery recovery = estimate(queue.service(service).run(seed).timeline());
      outcomes.merge(recovery.outcome(), 1, Integer::sum);
    }
    return outcomes;
  }

  /** Quick, but slow for a while. */
  private static Service during(double from, double to, double slow) {
    return (second, random) ->
        exponential(from <= second && second < to ? 310 : 1_000).seconds(second, random)
            + (from <= second && second < to ? slow / 100 : 0);
  }

  private static QueueSimulator errors(double from, double to, double share) {
    return steady(QUICK)
        .service((second, random) -> 0.001)
        .answer(
            (second, random) ->
                from <= second && second < to && random.nextDouble() < share
                    ? dev.spike.measure.Outcome.FAILED
                    : dev.spike.measure.Outcome.OK);
  }
}
