package dev.spike.chaos.fault;

import static dev.spike.chaos.fault.Delays.fixed;
import static dev.spike.chaos.fault.Delays.jitter;
import static dev.spike.chaos.fault.Delays.lognormal;
import static dev.spike.chaos.fault.Delays.pareto;
import static dev.spike.chaos.fault.Delays.recorded;
import static dev.spike.chaos.fault.Delays.uniform;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Lease;
import dev.spike.chaos.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Each distribution against what theory says of it, on 20,000 draws of seed 1. */
class DelaysTest {
  private static final int DRAWS = 20_000;

  /** In milliseconds, sorted. */
  private static double[] drawn(Delay delay) {
    SplittableRandom random = new SplittableRandom(1);
    DoubleSupplier uniform = random::nextDouble;
    double[] millis = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      millis[i] = delay.next(uniform).toNanos() / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) (q * DRAWS)];
  }

  @Test
  void fixedIsAlwaysTheSame() {
    assertThat(drawn(fixed(ofMillis(7)))).containsOnly(7);
  }

  @Test
  void uniformAndJitterAreEven() {
    for (Delay delay :
        List.of(uniform(ofMillis(10), ofMillis(30)), jitter(ofMillis(20), ofMillis(10)))) {
      double[] millis = drawn(delay);
      assertThat(millis[0]).isGreaterThanOrEqualTo(10);
      assertThat(millis[DRAWS - 1]).isLessThan(30);
      assertThat(quantile(millis, 0.25)).isCloseTo(15, within(0.4));
      assertThat(quantile(millis, 0.75)).isCloseTo(25, within(0.4));
    }
  }

  @Test
  void lognormalHasItsMedianAndPercentile() {
    double[] millis = drawn(lognormal(ofMillis(10), ofMillis(100)));
    assertThat(quantile(millis, 0.5)).isCloseTo(10, within(0.4));
    assertThat(quantile(millis, 0.99)).isCloseTo(100, within(10.0));
    assertThat(quantile(millis, 0.01)).isCloseTo(1, within(0.1));
  }

  @Test
  void paretoFallsWithItsShape() {
    double[] millis = drawn(pareto(ofMillis(10), 2));
    assertThat(millis[0]).isGreaterThanOrEqualTo(10);
    assertThat(quantile(millis, 0.75)).isCloseTo(20, within(0.5));
    assertThat(quantile(millis, 0.99)).isCloseTo(100, within(10.0));
  }

  @Test
  void recordedQuantilesComeBack() {
    double[] millis =
        drawn(recorded(Map.of(0.5, ofMillis(10), 0.9, ofMillis(50), 1.0, ofMillis(150))));
    assertThat(millis[0]).isEqualTo(10);
    assertThat(quantile(millis, 0.5)).isCloseTo(10, within(0.5));
    assertThat(quantile(millis, 0.7)).isCloseTo(30, within(1.0));
    assertThat(quantile(millis, 0.95)).isCloseTo(100, within(3.0));
  }

  @Test
  void recordedTimesComeBackEquallyOften() {
    double[] millis = drawn(recorded(List.of(ofMillis(1), ofMillis(2), ofMillis(2), ofMillis(4))));
    assertThat(Arrays.stream(millis).filter(ms -> ms == 2).count() / (double) DRAWS)
        .isCloseTo(0.5, within(0.02));
    assertThat(Arrays.stream(millis).distinct()).containsExactly(1.0, 2.0, 4.0);
  }

  @Test
  void delaysOfOwnMakingAreKeptWithinBounds() {
    ManualTime time = new ManualTime();
    ChaosPoint point = ChaosPoint.of("delays.bounds");
    Arming arming = Arming.of(1, ofHours(12)).withTime(time);
    try (Lease endless =
            Faults.latency(uniform -> Duration.ofDays(9)).on("delays.bounds").arm(arming);
        Lease backwards = Faults.latency(uniform -> ofNanos(-1)).on("delays.bounds").arm(arming)) {
      point.hit();
      assertThat(endless.maxInjectedNanos()).isEqualTo(ofHours(1).toNanos());
      assertThat(backwards.maxInjectedNanos()).isZero();
    }
  }

  @Test
  void whatIsNoDistributionIsRefusedWithTheFix() {
    assertThatThrownBy(() -> fixed(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> uniform(ofMillis(2), ofMillis(2))).hasMessageContaining("shorter");
    assertThatThrownBy(() -> uniform(ofMillis(-1), ofMillis(2))).hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> jitter(ofMillis(2), ofMillis(3))).hasMessageContaining("PT0.003S");
    assertThatThrownBy(() -> lognormal(ofMillis(9), ofMillis(9))).hasMessageContaining("median");
    assertThatThrownBy(() -> pareto(ofMillis(9), 0)).hasMessageContaining("shape");
    assertThatThrownBy(() -> recorded(Map.of(0.5, ofMillis(9)))).hasMessageContaining("quantile 1");
    assertThatThrownBy(() -> recorded(Map.of(0.5, ofSeconds(2), 1.0, ofSeconds(1))))
        .hasMessageContaining("never fall");
    assertThatThrownBy(() -> recorded(Map.of(1.5, ofSeconds(2)))).hasMessageContaining("1.5");
    assertThatThrownBy(() -> recorded(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> recorded(List.of(ofHours(2)))).hasMessageContaining("PT2H");
  }
}
