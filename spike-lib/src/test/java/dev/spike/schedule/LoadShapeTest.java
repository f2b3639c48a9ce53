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
  private static final Rate ZERO = new Rate(0);

  @ParameterizedTest
  @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, 1.1e9})
  void refusesRates(double perSecond) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rate(perSecond))
        .withMessageContainingAll("rate " + perSecond, "zero or more", "perSecond(100)");
  }

  @Test
  void refusesLoadsOfNothing() {
    Duration second = Duration.ofSeconds(1);

    List.<Runnable>of(
            () -> new Constant(ZERO, second),
            () -> new Ramp(ZERO, ZERO, second),
            () -> new Steps(List.of(ZERO, ZERO), second),
            () -> new Sine(ZERO, ZERO, second, second))
        .forEach(
            shape ->
                assertThatIllegalArgumentException()
                    .isThrownBy(shape::run)
                    .withMessageContainingAll(
                        "0/s", "nothing would ever arrive", "perSecond(100)"));
    new Steps(List.of(ZERO, RATE), second);
  }

  @Test
  void refusesAWaveBelowZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sine(RATE, new Rate(10.1), Duration.ofSeconds(1), Duration.ofDays(1)))
        .withMessageContainingAll("amplitude 10.1/s", "not be above the mean of 10.0/s", "smaller");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Segment(0, 5, 10, 9, List.of(new Wave(9.1, 5, 0))))
        .withMessageContainingAll("waves of 9.1/s", "must not be negative");
    assertThatIllegalArgumentException().isThrownBy(() -> new Wave(0, 5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Wave(Double.NaN, 5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Wave(1, 0, 0));
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
            () -> new Steps(List.of(RATE), duration),
            () -> new Ramp(RATE, ZERO, duration),
            () -> new Sine(RATE, RATE, Duration.ofSeconds(1), duration),
            () -> new Sine(RATE, RATE, duration, Duration.ofSeconds(1)),
            () -> new Replay.Bucket(duration, 1))
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
    assertThatIllegalArgumentException().isThrownBy(() -> new Segment(0, 5, Double.NaN));
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

  @Test
  void aSumCutsRampsAndWavesWhereTheOtherBends() {
    LoadShape ramp = new Ramp(new Rate(100), ZERO, Duration.ofSeconds(4));
    LoadShape wave = new Sine(RATE, RATE, Duration.ofSeconds(2), Duration.ofSeconds(1));

    assertThat(new Sum(wave, ramp).segments())
        .containsExactly(
            new Segment(0, 1_000_000_000L, 110, 85, List.of(new Wave(10, 2_000_000_000L, 0))),
            new Segment(1_000_000_000L, 4_000_000_000L, 75, 0, List.of()));
  }

  @Test
  void aSegmentKnowsWhatItsRateNeverExceeds() {
    LoadShape ramp = new Ramp(new Rate(100), ZERO, Duration.ofSeconds(4));
    LoadShape wave = new Sine(RATE, new Rate(4), Duration.ofSeconds(2), Duration.ofSeconds(4));

    assertThat(ramp.segments()).extracting(Segment::peakPerSecond).containsExactly(100.0);
    assertThat(new Sum(ramp, wave).segments())
        .extracting(Segment::peakPerSecond)
        .containsExactly(114.0);
  }
}
