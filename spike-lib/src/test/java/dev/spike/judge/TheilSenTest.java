package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheilSenTest {
  private static final long SEED = 20_251;

  private static double[] upTo(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }

  @Test
  void aStraightLineHasItsSlopeAndNoWidth() {
    double[] x = {3, 4, 6, 7, 9, 20};
    TheilSen line = TheilSen.of(x, Arrays.stream(x).map(at -> 5 - 2.5 * at).toArray());

    assertThat(line).isEqualTo(new TheilSen(-2.5, -2.5, -2.5));
  }

  /** All pairs of 1, 3, 2, 7 by hand: 2, 0.5, 2, -1, 2, 5. */
  @Test
  void theSlopeIsTheMedianOfAllPairs() {
    assertThat(TheilSen.of(upTo(4), new double[] {1, 3, 2, 7}).slope()).isEqualTo(2);
    assertThat(TheilSen.of(upTo(3), new double[] {0, 1, 5}).slope()).isEqualTo(2.5);
  }

  @Test
  void oneWildPointDoesNotBendIt() {
    double[] y = upTo(12);
    y[7] = 1e9;

    TheilSen line = TheilSen.of(upTo(12), y);

    assertThat(line.slope()).isEqualTo(1);
    assertThat(line.low()).isEqualTo(1);
  }

  @Test
  void fourPointsTellNothingWithThisConfidence() {
    TheilSen line = TheilSen.of(upTo(4), upTo(4));

    assertThat(line.slope()).isEqualTo(1);
    assertThat(line.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(line.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** The slopes outside are as many as a permutation has inversions in at most 2.5% of cases. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void theRankIsThatOfAllPermutationsCounted(int points) {
    int[] counts = new int[points * points];
    countInversions(new int[points], 0, 0, counts);
    double all = Arrays.stream(counts).sum();
    int rank = 0;
    double below = counts[0];
    while (below / all <= 0.025) {
      below += counts[++rank];
    }

    assertThat(TheilSen.beyond(points)).isEqualTo(rank);
  }

  private static void countInversions(int[] chosen, int size, int inversions, int[] counts) {
    if (size == chosen.length) {
      counts[inversions]++;
      return;
    }
    for (int value = 0; value < chosen.length; value++) {
      int next = value;
      if (IntStream.range(0, size).noneMatch(i -> chosen[i] == next)) {
        int greater = (int) IntStream.range(0, size).filter(i -> chosen[i] > next).count();
        chosen[size] = value;
        countInversions(chosen, size + 1, inversions + greater, counts);
      }
    }
  }

  /** With many points the exact rank meets the normal one: N/2 - 1.96 sqrt(n(n-1)(2n+5)/18)/2. */
  @Test
  void manyPointsMeetTheNormalApproximation() {
    int n = 200;
    double pairs = n * (n - 1) / 2.0;
    double normal = (pairs - 1.96 * Math.sqrt(n * (n - 1) * (2.0 * n + 5) / 18)) / 2;

    assertThat((double) TheilSen.beyond(n)).isCloseTo(normal, within(2.0));
  }

  /** With few points only some confidences can be had: 98.3% with six, 96.9% with ten. */
  @ParameterizedTest
  @CsvSource({
    "6, NORMAL, 0.978, 0.988",
    "6, CAUCHY, 0.978, 0.988",
    "10, NORMAL, 0.95, 0.975",
    "10, SKEWED, 0.95, 0.975",
    "18, NORMAL, 0.945, 0.965"
  })
  void theIntervalHoldsTheTrueSlopeAsOftenAsItClaims(
      int points, Noise noise, double least, double most) {
    Random random = new Random(SEED);
    int runs = 10_000;
    int held = 0;
    for (int run = 0; run < runs; run++) {
      double[] y = Arrays.stream(upTo(points)).map(x -> 0.7 * x + noise.of(random)).toArray();
      TheilSen line = TheilSen.of(upTo(points), y);
      held += line.low() <= 0.7 && 0.7 <= line.high() ? 1 : 0;
    }
    System.out.println(
        "Theil-Sen, " + points + " points, " + noise + ": covers " + (double) held / runs);

    assertThat((double) held / runs).as("seed " + SEED).isBetween(least, most);
  }

  private enum Noise {
    NORMAL {
      @Override
      double of(Random random) {
        return random.nextGaussian();
      }
    },
    CAUCHY {
      @Override
      double of(Random random) {
        return Math.tan(Math.PI * (random.nextDouble() - 0.5));
      }
    },
    SKEWED {
      @Override
      double of(Random random) {
        return -Math.log(1 - random.nextDouble());
      }
    };

    abstract double of(Random random);
  }
}
