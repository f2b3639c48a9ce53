package dev.spike.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no shape accepts, and what it says. */
class LoadShapeTest {
  private static final Rate RATE = new Rate(10);

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1.1e9})
  void refusesRates(double perSecond) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rate(perSecond))
        .withMessageContainingAll("rate " + perSecond, "above zero", "perSecond(100)");
  }

  @Test
  void refusesAFactorThatMakesNoRate() {
    assertThatIllegalArgumentException().isThrownBy(() -> RATE.times(-2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P40000D"})
  void refusesDurations(String text) {
    Duration duration = Duration.parse(text);

    List.<Runnable>of(
            () -> new Constant(RATE, duration),
            () -> new Burst(1, duration),
            () -> new Steps(List.of(RATE), duration))
        .forEach(
            shape ->
                assertThatIllegalArgumentException()
                    .isThrownBy(shape::run)
                    .withMessageContainingAll("duration " + duration, "give one such as"));
  }

  @Test
  void refusesEmptyThings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Burst(0, Duration.ofSeconds(1)))
        .withMessageContaining("burst of 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Steps(List.of(), Duration.ofSeconds(1)))
        .withMessageContaining("no rates given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Steps(List.of(RATE, RATE), Duration.ofNanos(1)))
        .withMessageContaining("2 steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sequence(List.of()))
        .withMessageContaining("no parts given");
    assertThatIllegalArgumentException().isThrownBy(() -> new Segment(5, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Segment(0, 5, -1));
  }

  @Test
  void refusesWhatLastsLongerThanTheClockCounts() {
    LoadShape ninetyYears = new Constant(RATE, Duration.ofDays(33_000));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sequence(List.of(ninetyYears, ninetyYears, ninetyYears, ninetyYears)))
        .withMessageContaining("longer than a hundred years");
  }

  @Test
  void aShorterShapeAddsNothingAfterItsEnd() {
    LoadShape sum =
        new Sum(
            new Constant(RATE, Duration.ofSeconds(1)), new Constant(RATE, Duration.ofSeconds(3)));

    assertThat(sum.segments())
        .containsExactly(
            new Segment(0, 1_000_000_000L, 20), new Segment(1_000_000_000L, 3_000_000_000L, 10));
  }
}
