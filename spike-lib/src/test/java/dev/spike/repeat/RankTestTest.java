package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankTestTest {
  private static final double[] LOW = {1, 2, 3, 4, 5};
  private static final double[] HIGH = {6, 7, 8, 9, 10};

  /** Of 252 ways to choose five of ten ranks, two are as extreme as this. */
  @Test
  void twoSamplesApart() {
    assertThat(RankTest.independent(LOW, HIGH)).isCloseTo(2.0 / 252, within(1e-12));
    assertThat(RankTest.independent(HIGH, LOW)).isCloseTo(2.0 / 252, within(1e-12));
  }

  @Test
  void samplesThatInterlockEvenlyDoNotDiffer() {
    assertThat(RankTest.independent(new double[] {1, 2, 7, 8}, new double[] {3, 4, 5, 6}))
        .isEqualTo(1);
    assertThat(RankTest.independent(LOW, LOW)).isEqualTo(1);
  }

  /** Ties have the normal approximation: U = 0, z = -12 / sqrt(25 x 11 / 12 less the ties). */
  @Test
  void tiesAreNoObstacle() {
    double[] same = {1, 1, 1, 1, 1};

    assertThat(RankTest.independent(same, HIGH)).isBetween(0.005, 0.015);
  }

  /** All six differences of one sign: 2 of 64; of five: 2 of 32, which is why six are wanted. */
  @Test
  void pairs() {
    double[] first = {11, 12, 13, 14, 15, 16};
    double[] second = {10, 10, 10, 10, 10, 10};

    assertThat(RankTest.paired(first, second)).isCloseTo(2.0 / 64, within(1e-12));
    assertThat(RankTest.paired(HIGH, new double[5])).isCloseTo(2.0 / 32, within(1e-12));
    assertThat(RankTest.paired(LOW, LOW)).isEqualTo(1);
  }
}
