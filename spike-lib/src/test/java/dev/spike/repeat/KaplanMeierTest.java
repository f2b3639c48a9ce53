package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KaplanMeierTest {
  private static final double OPEN = Double.POSITIVE_INFINITY;

  private static List<CensoredTime> ended(double... nanos) {
    return DoubleStream.of(nanos).mapToObj(CensoredTime::ended).toList();
  }

  private static List<CensoredTime> plus(List<CensoredTime> times, double... until) {
    return Stream.concat(times.stream(), DoubleStream.of(until).mapToObj(CensoredTime::until))
        .toList();
  }

  /** S as printed for these data in textbooks, such as Collett's or Kleinbaum's. */
  @ParameterizedTest
  @CsvSource({
    "5, 1",
    "6, 0.8571",
    "7, 0.8067",
    "10, 0.7529",
    "13, 0.6902",
    "16, 0.6275",
    "22, 0.5378",
    "23, 0.4482",
    "99, 0.4482"
  })
  void theCurveOfTheTreatedIsThePublishedOne(double week, double survival) {
    assertThat(KaplanMeier.of(Freireich.TREATED).survival(week)).isCloseTo(survival, within(5e-5));
  }

  /**
   * Medians 23 and 8. Intervals by hand: with L = -ln S, the treated have ln L + 1.96 sqrt(G) / L =
   * -0.376 at week 10 and -0.174 at week 13, and the lower bound is where it passes ln ln 2 =
   * -0.367; ln L - 1.96 sqrt(G) / L is still -0.953 at week 23. The placebo group has -0.423 at 3
   * and -0.157 at 4; -0.600 at 8 and -0.314 at 11. SAS prints the same, [13, .] and [4, 11].
   */
  @Test
  void mediansAndIntervalsOfBothGroupsAreThePublishedOnes() {
    KaplanMeier treated = KaplanMeier.of(Freireich.TREATED);
    KaplanMeier placebo = KaplanMeier.of(Freireich.PLACEBO);

    assertThat(treated.median()).isEqualTo(23);
    assertThat(placebo.median()).isEqualTo(8);
    assertThat(treated.medianInterval(0.95)).containsExactly(13, OPEN);
    assertThat(placebo.medianInterval(0.95)).containsExactly(4, 11);
  }

  @Test
  void withoutCensoringItIsTheOrdinaryMedian() {
    assertThat(KaplanMeier.of(ended(5, 1, 3)).median()).isEqualTo(3);
    assertThat(KaplanMeier.of(ended(4, 1, 3, 2)).median()).isEqualTo(2.5);
    assertThat(KaplanMeier.of(ended(7, 7, 7)).median()).isEqualTo(7);
  }

  @Test
  void aMedianThatWasNotReachedIsOpen() {
    assertThat(KaplanMeier.of(List.of()).median()).isEqualTo(OPEN);
    assertThat(KaplanMeier.of(plus(ended(1), 60, 60)).median()).isEqualTo(OPEN);
    assertThat(KaplanMeier.of(plus(ended(1, 2), 60, 60)).median()).isEqualTo(OPEN);
    assertThat(KaplanMeier.of(plus(ended(1, 2, 3), 60, 60)).median()).isEqualTo(3);
    assertThat(KaplanMeier.of(plus(ended(), 60, 60)).medianInterval(0.95))
        .containsExactly(OPEN, OPEN);
  }

  /**
   * Recoveries spread as exp(N(0, 0.5)), seen until a window that the given share outlasts. A
   * median that is not reached is covered where the interval is open.
   */
  @ParameterizedTest
  @CsvSource({"5, 0.84", "5, 1.5", "8, 0.84", "8, 1.5", "15, 0.84", "15, 1.0", "30, 1.5"})
  void theIntervalOfTheMedianCoversIt(int runs, double quantile) {
    SplittableRandom random = new SplittableRandom(15);
    double window = Math.exp(0.5 * quantile);
    int rounds = 4_000;
    int covered = 0;
    for (int round = 0; round < rounds; round++) {
      List<CensoredTime> times =
          DoubleStream.generate(() -> Math.exp(0.5 * random.nextGaussian()))
              .limit(runs)
              .mapToObj(t -> new CensoredTime(Math.min(t, window), t > window))
              .toList();
      double[] interval = KaplanMeier.of(times).medianInterval(0.95);
      covered += interval[0] <= 1 && 1 <= interval[1] ? 1 : 0;
    }
    double coverage = (double) covered / rounds;
    System.out.printf("coverage of the KM median, %d runs: %.3f%n", runs, coverage);
    assertThat(coverage).as("seed 15, %d runs", runs).isBetween(0.93, 0.999);
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CensoredTime.ended(Double.NaN))
        .withMessageContaining("zero or more and finite");
    assertThatIllegalArgumentException().isThrownBy(() -> CensoredTime.until(OPEN));
    assertThatIllegalArgumentException().isThrownBy(() -> CensoredTime.ended(-1));
  }
}
