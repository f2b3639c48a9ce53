package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.repeat.Effect.Conclusion;
import dev.spike.repeat.Effect.Measure;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTest {
  private static final double[] OFF = {-1, -1, -1, -1, -1};
  private static final double[] ON = {3.6, 4.9, 4.1, 3.9, 4.5};

  private static Repeats of(String configuration, double... seconds) {
    List<Run> runs = Runs.recovering(seconds);
    return Repeats.of(
        Repetition.first("herd", runs.size(), true).with("breaker=" + configuration), runs);
  }

  private static Effect effect(double[] control, double[] other) {
    List<Effect> effects = Effect.among(List.of(of("off", control), of("on", other)));
    assertThat(effects).hasSize(1);
    return effects.get(0);
  }

  @Test
  void whatNeverComesBackIsHeldAgainstWhatDoesByLogRank() {
    Effect effect = effect(OFF, ON);

    assertThat(effect.measure()).isEqualTo(Measure.RATE_RATIO);
    assertThat(effect.p()).isCloseTo(2.0 / 252, within(1e-9));
    assertThat(effect.low()).isGreaterThan(1);
    assertThat(effect.conclusion()).isEqualTo(Conclusion.SOONER);
    assertThat(effect(ON, OFF).conclusion()).isEqualTo(Conclusion.LATER);
  }

  /** Welch by hand: means 10 and 4, variances 2.5 and 2.5, five each: 6 -+ t(8) x 1. */
  @Test
  void fiveRunsThatAllRecoverAreHeldAgainstEachOtherByTheirMeans() {
    Effect effect = effect(new double[] {8, 9, 10, 11, 12}, new double[] {2, 3, 4, 5, 6});

    assertThat(effect.measure()).isEqualTo(Measure.DIFFERENCE);
    assertThat(effect.value() / Runs.SECOND).isCloseTo(6, within(1e-9));
    assertThat(effect.low() / Runs.SECOND).isCloseTo(6 - 2.306, within(1e-3));
    assertThat(effect.high() / Runs.SECOND).isCloseTo(6 + 2.306, within(1e-3));
    assertThat(effect.p()).isCloseTo(2.0 / 252, within(1e-9));
    assertThat(effect.conclusion()).isEqualTo(Conclusion.SOONER);
  }

  /** Differences of 0.5 to 1.5 s beside a scatter of seconds: only the pairs can tell. */
  @Test
  void fromSixOnPairsOfOneSeedAreUsed() {
    double[] control = {10.5, 4.8, 17.1, 8.2, 12.7, 6.5};
    double[] other = {9.5, 4.3, 15.6, 7.4, 11.5, 5.5};
    Effect effect = effect(control, other);

    assertThat(effect.measure()).isEqualTo(Measure.PAIRED_DIFFERENCE);
    assertThat(effect.value() / Runs.SECOND).isCloseTo(1, within(1e-9));
    assertThat(effect.p()).isCloseTo(2.0 / 64, within(1e-9));
    assertThat(effect.conclusion()).isEqualTo(Conclusion.SOONER);
    assertThat(effect(other, control).conclusion()).isEqualTo(Conclusion.LATER);
  }

  @Test
  void aDifferenceThatTheIntervalDoesNotHaveIsNotClaimed() {
    Effect effect = effect(new double[] {3, 9, 4, 8, 5}, new double[] {4, 7, 3, 8, 2});

    assertThat(effect.low()).isNegative();
    assertThat(effect.high()).isPositive();
    assertThat(effect.conclusion()).isEqualTo(Conclusion.CANNOT_TELL);
    assertThat(effect(OFF, OFF).conclusion()).isEqualTo(Conclusion.CANNOT_TELL);
    assertThat(effect(ON, ON).conclusion()).isEqualTo(Conclusion.CANNOT_TELL);
  }

  @Test
  void fourRunsTellNothing() {
    Effect effect = effect(OFF, new double[] {1, 1, 1, 1});

    assertThat(effect.measure()).isEqualTo(Measure.NONE);
    assertThat(effect.p()).isNaN();
    assertThat(effect.conclusion()).isEqualTo(Conclusion.CANNOT_TELL);
  }

  /** Three against one control share the level: 1 - 0.05 / 3. */
  @Test
  void severalConfigurationsAreHeldAgainstTheFirst() {
    List<Effect> effects =
        Effect.among(List.of(of("off", OFF), of("a", ON), of("b", ON), of("c", OFF)));

    assertThat(effects).allSatisfy(e -> assertThat(e.control().repetition().of()).contains("off"));
    assertThat(effects).hasSize(3);
    assertThat(effects.get(0).confidence()).isCloseTo(1 - 0.05 / 3, within(1e-12));
    assertThat(effects)
        .extracting(Effect::conclusion)
        .containsExactly(Conclusion.SOONER, Conclusion.SOONER, Conclusion.CANNOT_TELL);
  }

  @Test
  void scenariosOfDifferentFamiliesAreNotCompared() {
    Repeats alone = Repeats.of(Repetition.first("a", 5, true), Runs.recovering(ON));
    Repeats other = Repeats.of(Repetition.first("b", 5, true), Runs.recovering(OFF));

    assertThat(Effect.among(List.of(alone, other))).isEmpty();
  }

  /** Two configurations that are alike: a difference may be claimed in at most one in twenty. */
  @ParameterizedTest
  @ValueSource(ints = {5, 8})
  void betweenEqualsADifferenceIsRarelyClaimed(int runs) {
    SplittableRandom random = new SplittableRandom(4);
    int rounds = 1_500;
    int claimed = 0;
    for (int round = 0; round < rounds; round++) {
      Effect effect = effect(times(random, runs), times(random, runs));
      claimed += effect.conclusion() == Conclusion.CANNOT_TELL ? 0 : 1;
    }
    double share = (double) claimed / rounds;
    System.out.printf("differences claimed between equals, %d runs: %.4f%n", runs, share);
    assertThat(share).as("seed 4, %d runs", runs).isBetween(0.005, 0.06);
  }

  /** Some watched longer than they take, some not. */
  private static double[] times(SplittableRandom random, int runs) {
    return DoubleStream.generate(() -> 5 * Math.exp(0.4 * random.nextGaussian()))
        .limit(runs)
        .map(t -> t > 9 ? -1 : t)
        .toArray();
  }
}
