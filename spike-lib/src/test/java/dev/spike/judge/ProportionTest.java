package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the definition of Clopper and Pearson: binomial tails, added up one by one. */
class ProportionTest {
  private static final double[] SHARES = {0.01, 0.05, 0.1, 0.3, 0.9};

  @Test
  void knowsTheClosedFormsAtTheEnds() {
    // None of 59: the upper bound is 1 - .05^(1/59) = 4.951%; all of 10: the lower is .05^(1/10).
    assertThat(Proportion.surelyBelow(0, 59, 0.0496)).isTrue();
    assertThat(Proportion.surelyBelow(0, 59, 0.0494)).isFalse();
    assertThat(Proportion.surelyAbove(10, 10, Math.pow(0.05, 0.1) - 1e-6)).isTrue();
    assertThat(Proportion.surelyAbove(10, 10, Math.pow(0.05, 0.1) + 1e-6)).isFalse();
  }

  @Test
  void agreesWithTailsAddedUp() {
    for (int samples : new int[] {1, 2, 7, 30, 59, 60, 137}) {
      for (int hits = 0; hits <= samples; hits++) {
        for (double share : SHARES) {
          assertThat(Proportion.surelyAbove(hits, samples, share))
              .as("%d of %d above %s", hits, samples, share)
              .isEqualTo(tail(hits, samples, samples, share) < 0.05);
          assertThat(Proportion.surelyBelow(hits, samples, share))
              .as("%d of %d below %s", hits, samples, share)
              .isEqualTo(tail(0, hits, samples, share) < 0.05);
        }
      }
    }
  }

  @Test
  void boundsAreWhereTheTestsTurn() {
    assertThat(Proportion.high(0, 59)).isCloseTo(1 - Math.pow(0.05, 1 / 59.0), within(1e-6));
    assertThat(Proportion.low(10, 10)).isCloseTo(Math.pow(0.05, 0.1), within(1e-6));
    assertThat(Proportion.low(0, 10)).isZero();
    assertThat(Proportion.high(10, 10)).isEqualTo(1);
    for (int hits = 1; hits < 60; hits++) {
      double low = Proportion.low(hits, 60);
      double high = Proportion.high(hits, 60);
      assertThat(Proportion.surelyAbove(hits, 60, low - 1e-6)).isTrue();
      assertThat(Proportion.surelyAbove(hits, 60, low + 1e-6)).isFalse();
      assertThat(Proportion.surelyBelow(hits, 60, high + 1e-6)).isTrue();
      assertThat(Proportion.surelyBelow(hits, 60, high - 1e-6)).isFalse();
    }
  }

  @Test
  void tellsNothingWithoutSamples() {
    assertThat(Proportion.surelyAbove(0, 0, 0.05)).isFalse();
    assertThat(Proportion.surelyBelow(0, 0, 0.05)).isFalse();
  }

  private static double tail(int from, int to, int samples, double share) {
    double sum = 0;
    for (int k = from; k <= to; k++) {
      double log = k * Math.log(share) + (samples - k) * Math.log(1 - share);
      for (int i = 1; i <= k; i++) {
        log += Math.log((double) (samples - k + i) / i);
      }
      sum += Math.exp(log);
    }
    return sum;
  }
}
