package dev.spike.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Peaks of a known tail; seed 2. */
class PeakTailTest {
  private static final double RATE = 1e-3;
  private static final int EVERY = 8;

  private final SplittableRandom random = new SplittableRandom(2);

  private double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  /** Each of many tails is asked about one peak more, so that the error of the estimate counts. */
  private double exceeded(int peaks, double mean) {
    int tails = 4_000;
    double exceeded = 0;
    for (int i = 0; i < tails; i++) {
      PeakTail tail = new PeakTail(RATE, 1);
      for (int peak = 1; peak <= peaks; peak++) {
        tail.add(exponential(mean), (long) peak * EVERY);
      }
      // The chance of the next peak, told exactly; a value begins an excursion every eighth time.
      exceeded += Math.exp(-tail.threshold() / mean) / EVERY;
    }
    return exceeded / tails;
  }

  @Test
  void exponentialPeaksExceedItAtTheRateAskedForHoweverManyThereAre() {
    assertThat(exceeded(200, 3)).isCloseTo(RATE, within(0.3 * RATE));
    assertThat(exceeded(1_000, 30)).isCloseTo(RATE, within(0.3 * RATE));
  }

  /** Before there are peaks, those of white noise are assumed. */
  @Test
  void beforeThereArePeaksItIsWhatWhiteNoiseTakes() {
    PeakTail none = new PeakTail(1e-4, 1);
    PeakTail many = new PeakTail(1e-4, 1);
    for (int peak = 1; peak <= 1_000; peak++) {
      many.add(exponential(0.1), (long) peak * EVERY);
    }

    assertThat(none.threshold()).isGreaterThan(many.threshold());
    // Siegmund: exp(2 b) - 2 b - 1 = 2 / 1e-4 at b = 4.96, less 1.166.
    assertThat(many.threshold()).isCloseTo(3.79, within(0.01));
  }
}
