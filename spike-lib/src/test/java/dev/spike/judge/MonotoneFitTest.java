package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonotoneFitTest {
  private static final double[] POSITIONS = {0, 1, 2, 3};

  /** The fit at i is min over a <= i of max over b >= i of the mean of a..b (min-max formula). */
  @Test
  void agreesWithTheMinMaxFormula() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 500; round++) {
      double[] values = random.doubles(random.nextInt(1, 12)).map(v -> Math.rint(v * 8)).toArray();
      double[] fit = MonotoneFit.nonIncreasing(values);

      for (int i = 0; i < values.length; i++) {
        assertThat(fit[i]).as(Arrays.toString(values)).isCloseTo(minMax(values, i), within(1e-9));
      }
    }
  }

  private static double minMax(double[] values, int i) {
    double least = Double.POSITIVE_INFINITY;
    for (int a = 0; a <= i; a++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int b = i; b < values.length; b++) {
        most = Math.max(most, Arrays.stream(values, a, b + 1).average().orElseThrow());
      }
      least = Math.min(least, most);
    }
    return least;
  }

  @Test
  void crossesBetweenPositions() {
    assertThat(MonotoneFit.crossing(POSITIONS, new double[] {8, 4, 0, 0}, 3)).isEqualTo(1.25);
    assertThat(MonotoneFit.crossing(POSITIONS, new double[] {8, 4, 3, 0}, 3)).isEqualTo(2);
  }

  @Test
  void mayNeverHaveBeenAboveOrNeverComeDown() {
    assertThat(MonotoneFit.crossing(POSITIONS, new double[] {1, 1, 1, 1}, 3))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(MonotoneFit.crossing(POSITIONS, new double[] {9, 8, 8, 9}, 3))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aSingleDipIsNoReturn() {
    double crossing = MonotoneFit.crossing(POSITIONS, new double[] {9, 1, 9, 1}, 3);

    assertThat(crossing).isGreaterThan(2);
  }
}
