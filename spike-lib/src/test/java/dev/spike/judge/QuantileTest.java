package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Latencies;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTest {
  @ParameterizedTest
  @CsvSource({"95, 59", "99, 299", "90, 29", "50, 5", "99.9, 2995"})
  void needsSoManyUntilItsIntervalIsClosed(double percent, long needed) {
    assertThat((long) Quantile.needed(percent / 100)).isEqualTo(needed);
    assertThat(Quantile.highRank(needed, percent / 100)).isEqualTo(needed);
    assertThat(Quantile.highRank(needed - 1, percent / 100)).as("open").isEqualTo(needed);
  }

  /** Conover's example of ranks for a median of ten: P(Bin(10, .5) <= 1) = .011, <= 2 = .055. */
  @Test
  void ranksOfAMedianOfTen() {
    assertThat(Quantile.lowRank(10, 0.5)).isEqualTo(2);
    assertThat(Quantile.highRank(10, 0.5)).isEqualTo(9);
  }

  /** Exactly: the probability that the end lies on the wrong side is at most 5%, not much less. */
  @ParameterizedTest
  @CsvSource({"500, 95", "5000, 99", "300, 50", "1000000, 99.9"})
  void eachEndHoldsWithNinetyFivePercent(int n, double percent) {
    var binomial = new org.hipparchus.distribution.discrete.BinomialDistribution(n, percent / 100);
    int low = (int) Quantile.lowRank(n, percent / 100);
    int high = (int) Quantile.highRank(n, percent / 100);

    assertThat(1 - binomial.cumulativeProbability(low - 1)).isBetween(0.95, 0.98);
    assertThat(binomial.cumulativeProbability(high - 1)).isBetween(0.95, 0.98);
  }

  /** The true p99 of an exponential distribution of mean 1 ms is ln 100 ms. */
  @Test
  void coversTheTruth() {
    double truth = Math.log(100) * 1e6;
    int below = 0;
    int above = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] nanos =
          LongStream.range(0, 1_000)
              .map(i -> (long) (-Math.log(1 - random.nextDouble()) * 1e6))
              .toArray();
      Measured p99 = Quantile.of(99, Latencies.of(nanos), 299);
      below += p99.high() < truth ? 1 : 0;
      above += p99.low() > truth * 1.001 ? 1 : 0;
    }
    assertThat(below).as("of 1,000").isLessThanOrEqualTo(65);
    assertThat(above).as("of 1,000").isLessThanOrEqualTo(65);
  }

  @Test
  void isOpenWhereSamplesAreFew() {
    Measured few = Quantile.of(95, Latencies.repeated(1_000, 58), 59);
    Measured enough = Quantile.of(95, Latencies.repeated(1_000, 59), 59);

    assertThat(few.high()).isInfinite();
    assertThat(few.settled()).isFalse();
    assertThat(few.detail()).isEqualTo("58 samples are too few: it needs 59");
    assertThat(enough.high()).isEqualTo(1_000);
    assertThat(enough.settled()).isTrue();
  }

  @Test
  void theHighestIsAFact() {
    Measured max = Quantile.of(100, Latencies.of(1, 2, 3), 1);

    assertThat(max.value()).isCloseTo(3, within(0.1));
    assertThat(max.low()).isNaN();
    assertThat(max.settled()).isTrue();
  }
}
