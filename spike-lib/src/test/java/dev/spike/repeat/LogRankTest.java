package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRankTest {
  /**
   * O = 9, E = 19.25, V = 6.257, chi-square 16.79 on one degree of freedom (R survdiff, Collett).
   */
  @Test
  void theTestOfBothGroupsIsThePublishedOne() {
    LogRank test = LogRank.of(Freireich.TREATED, Freireich.PLACEBO);

    assertThat(test.observed()).isEqualTo(9);
    assertThat(test.expected()).isCloseTo(19.25, within(0.005));
    assertThat(test.variance()).isCloseTo(6.257, within(5e-4));
    assertThat(test.chiSquare()).isCloseTo(16.79, within(0.005));
    assertThat(test.p()).isCloseTo(4.17e-5, within(1e-7));
  }

  @Test
  void theGroupsMayChangePlaces() {
    LogRank there = LogRank.of(Freireich.TREATED, Freireich.PLACEBO);
    LogRank back = LogRank.of(Freireich.PLACEBO, Freireich.TREATED);

    assertThat(back.p()).isCloseTo(there.p(), within(1e-12));
    assertThat(back.ratio(0.95)[0]).isCloseTo(1 / there.ratio(0.95)[0], within(1e-9));
    assertThat(back.ratio(0.95)[1]).isCloseTo(1 / there.ratio(0.95)[2], within(1e-9));
  }

  /** exp((9 - 19.25) / 6.257) = 0.194, -+ 1.96 / sqrt(6.257) on the logarithm. */
  @Test
  void theRatioOfRatesIsPetosAndAgreesWithTheTest() {
    double[] ratio = LogRank.of(Freireich.TREATED, Freireich.PLACEBO).ratio(0.95);

    assertThat(ratio).containsExactly(new double[] {0.194, 0.0887, 0.425}, within(5e-4));
  }

  @Test
  void whereNothingEndedNothingDiffers() {
    List<CensoredTime> never = List.of(CensoredTime.until(60), CensoredTime.until(60));

    assertThat(LogRank.of(never, never).p()).isEqualTo(1);
  }

  /** Of 252 ways to choose five of ten, two are as extreme as back in 4 s against never. */
  @Test
  void fiveAgainstFiveAreTestedExactly() {
    List<CensoredTime> with =
        DoubleStream.of(3.6, 3.9, 4.1, 4.4, 4.9).mapToObj(CensoredTime::ended).toList();
    List<CensoredTime> without =
        DoubleStream.generate(() -> 60).limit(5).mapToObj(CensoredTime::until).toList();

    assertThat(LogRank.of(with, without).p()).isCloseTo(2.0 / 252, within(1e-12));
    assertThat(LogRank.of(with, with).p()).isCloseTo(1, within(1e-12));
  }

  /** Two groups of one distribution, a share of them censored by a common window. */
  @ParameterizedTest
  @CsvSource({"5, 0.2, 4000", "5, 0.5, 4000", "8, 0.2, 4000", "10, 0.2, 800", "20, 0.2, 4000"})
  void itsSizeIsAboutFivePercent(int runs, double censored, int rounds) {
    SplittableRandom random = new SplittableRandom(7);
    double window = -Math.log(censored);
    int rejected = 0;
    for (int round = 0; round < rounds; round++) {
      LogRank test = LogRank.of(times(random, runs, window), times(random, runs, window));
      rejected += test.p() < 0.05 ? 1 : 0;
    }
    double size = (double) rejected / rounds;
    System.out.printf("size of the log-rank test, %d runs, %.1f: %.4f%n", runs, censored, size);
    assertThat(size).as("seed 7, %d runs", runs).isBetween(0.03, 0.06);
  }

  private static List<CensoredTime> times(SplittableRandom random, int runs, double window) {
    return DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()))
        .limit(runs)
        .mapToObj(t -> new CensoredTime(Math.min(t, window), t > window))
        .toList();
  }
}
