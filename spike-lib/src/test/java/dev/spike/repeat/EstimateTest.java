package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.repeat.Estimate.Kind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** 1 to 5: mean 3, s = sqrt 2.5, t(4) = 2.776, so 3 -+ 1.963. */
  @Test
  void meanWithTheIntervalOfStudent() {
    Estimate mean = Estimate.mean(1, 2, 3, 4, 5);

    assertThat(mean.kind()).isEqualTo(Kind.MEAN);
    assertThat(mean.value()).isEqualTo(3);
    assertThat(mean.low()).isCloseTo(3 - 1.963, within(1e-3));
    assertThat(mean.high()).isCloseTo(3 + 1.963, within(1e-3));
  }

  @Test
  void fewerThanFiveRunsHaveNoInterval() {
    Estimate four = Estimate.mean(1, 2, 3, 4);

    assertThat(four.value()).isEqualTo(2.5);
    assertThat(four.hasInterval()).isFalse();
    assertThat(four.low()).isNaN();
    assertThat(Estimate.mean().value()).isNaN();
    assertThat(Estimate.of(List.of(CensoredTime.ended(1), CensoredTime.until(2))).low()).isNaN();
  }

  /** One that was waited for in vain for 60 must not pull the figure to any mean. */
  @Test
  void censoredTimesAreNeverAveraged() {
    List<CensoredTime> times =
        List.of(
            CensoredTime.ended(1),
            CensoredTime.ended(2),
            CensoredTime.ended(3),
            CensoredTime.ended(4),
            CensoredTime.until(60));
    Estimate estimate = Estimate.of(times);

    assertThat(estimate.kind()).isEqualTo(Kind.MEDIAN);
    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.censored()).isEqualTo(1);
    assertThat(estimate.watched()).isEqualTo(60);
    assertThat(estimate.high()).isInfinite();
  }

  @Test
  void aTimeIsNotBelowZero() {
    List<CensoredTime> times =
        DoubleStream.of(0, 0, 0, 0, 10).mapToObj(CensoredTime::ended).toList();

    assertThat(Estimate.mean(0, 0, 0, 0, 10).low()).isNegative();
    assertThat(Estimate.of(times).low()).isZero();
  }

  /**
   * Recovery times as they scatter: normal, and exp(N(0, 0.25)), which is a quarter to one side.
   */
  @ParameterizedTest
  @CsvSource({"5, false", "5, true", "10, false", "10, true"})
  void theIntervalOfTheMeanCoversIt(int runs, boolean skewed) {
    SplittableRandom random = new SplittableRandom(23);
    double truth = skewed ? Math.exp(0.25 * 0.25 / 2) : 10;
    int rounds = 10_000;
    int covered = 0;
    for (int round = 0; round < rounds; round++) {
      double[] values =
          DoubleStream.generate(random::nextGaussian)
              .limit(runs)
              .map(z -> skewed ? Math.exp(0.25 * z) : 10 + z)
              .toArray();
      Estimate estimate = Estimate.mean(values);
      covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    double coverage = (double) covered / rounds;
    System.out.printf("coverage of the mean, %d runs, %b: %.4f%n", runs, skewed, coverage);
    assertThat(coverage).as("seed 23, %d runs", runs).isBetween(0.93, 0.965);
  }
}
