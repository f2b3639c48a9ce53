package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that give up after 1 s and ask three times more, at a server that cancels nothing. */
class RetryStormTest {
  private static final long SEED = 7;
  private static final Duration MILLI = Duration.ofMillis(1);

  private static ServiceModel storm(ServiceTime time) {
    return ServiceModel.of(1, time).retrying(3, Duration.ofSeconds(1));
  }

  private static SimulatedRun fixed(double length) {
    return Loads.spike(500, 5, 2_000, length, 30)
        .on(storm(ServiceTime.constant(MILLI)), SEED)
        .run();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 1.8", "1.05, 2.4", "1.10, 2.8", "1.15, 3.2"})
  void shortSpikesAreGotOver(double length, double seconds) {
    double drained = fixed(length).drainedNanos() / 1e9;
    System.out.printf("D = %s s: empty after %.4f s%n", length, drained);
    assertThat(drained).isEqualTo(seconds, within(0.01));
  }

  @Test
  void fromACertainLengthOnItNeverRecovers() {
    double longest = 1.15;
    for (double length = 1.15; length < 1.25; length += 0.001) {
      longest = Double.isNaN(fixed(length).drainedNanos()) ? longest : length;
    }
    System.out.printf("D* = %.3f%n", longest);
    assertThat(fixed(1.193).drainedNanos()).isNotNaN();
    assertThat(fixed(1.194).drainedNanos()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1.15, 0.25, 0.29", "1.20, 0.52, 0.52", "1.25, 0.81, 0.81"})
  void byChanceItIsStuck(double length, double low, double high) {
    int runs = 2_000;
    Loads load = Loads.spike(500, 5, 2_000, length, 20).poisson();
    int stuck = 0;
    for (int run = 0; run < runs; run++) {
      SimulatedRun one = load.on(storm(ServiceTime.exponential(MILLI)), SEED + run).run();
      stuck += Double.isNaN(one.drainedNanos()) ? 1 : 0;
    }
    double share = (double) stuck / runs;
    System.out.printf(
        "P(stuck) at D = %s s: %.3f, %d runs from seed %d%n", length, share, runs, SEED);
  }
}
