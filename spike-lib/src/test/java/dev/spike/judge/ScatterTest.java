package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatterTest {
  private static final int RUNS = 2_000;

  /** Each of ten batches is the mean of so many values, each tied to the last by rho. */
  @ParameterizedTest
  @CsvSource({"1, 0", "6, 0.3", "6, 0.6", "30, 0.6"})
  void coversTheMeanOfASeriesWhoseNeighboursDepend(int length, double rho) {
    java.util.Random random = new java.util.Random(7);
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] means = batches(random, length, rho);
      double mean = java.util.Arrays.stream(means).average().orElseThrow();
      covered += Math.abs(mean) <= Scatter.halfWidth(means) ? 1 : 0;
    }
    assertThat((double) covered / RUNS).isBetween(0.78, 0.93);
  }

  private static double[] batches(RandomGenerator random, int length, double rho) {
    double[] means = new double[10];
    double value = random.nextGaussian();
    for (int i = 0; i < 10 * length; i++) {
      value = rho * value + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      means[i / length] += value / length;
    }
    return means;
  }

  @Test
  void neitherATrendNorABurstIsChance() {
    SplittableRandom random = new SplittableRandom(1);
    double[] flat = new double[10];
    double[] trend = new double[10];
    double[] burst = new double[10];
    for (int i = 0; i < 10; i++) {
      double noise = random.nextDouble();
      flat[i] = 300 + noise;
      trend[i] = 300 + i + noise;
      burst[i] = (i == 0 ? 1_300 : 300) + noise;
    }
    double chance = Scatter.halfWidth(flat);

    assertThat(Scatter.halfWidth(trend)).isLessThan(3 * chance + 1);
    assertThat(Scatter.halfWidth(burst)).isLessThan(2 * chance);
  }
}
