package dev.spike.schedule;

import static dev.spike.schedule.Dues.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lines against the closed form of a falling body: after t seconds of slope s there are s t^2/2.
 */
class RampTest {
  @Test
  void aRampFromZeroIsThatOfAFallingBody() {
    // 0 to 200/s in 2 s: slope 100/s^2, so arrival k after sqrt(k / 50) s.
    long[] dues = Dues.of(ramp(0, 200, Duration.ofSeconds(2)));

    assertThat(dues).hasSize(200);
    for (int k = 0; k < dues.length; k++) {
      assertThat(dues[k]).as("arrival %d", k).isEqualTo(Math.round(Math.sqrt(k / 50.0) * SECOND));
    }
    assertThat(dues).startsWith(0, 141_421_356, 200_000_000, 244_948_974);
  }

  /** Elsewhere the rest of the arrivals comes at once when the rate reaches zero. */
  @Test
  void aRampToZeroSpreadsItsLastArrivals() {
    long[] dues = Dues.of(ramp(200, 0, Duration.ofSeconds(2)));

    assertThat(dues).hasSize(200);
    assertThat(Arrays.copyOfRange(dues, 196, 200))
        .containsExactly(
            2 * SECOND - 282_842_712,
            2 * SECOND - 244_948_974,
            2 * SECOND - 200_000_000,
            2 * SECOND - 141_421_356);
    long[] gaps = gaps(dues);
    assertThat(gaps).as("each gap is longer than the one before").isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, PT2S",
    "8, 999992, PT0.25S",
    "7, 13, PT10S",
    "0, 2, PT24H",
    "99.9, 100.1, PT1M",
    "500000, 1500000, PT0.7S"
  })
  void upAndDownMirrorEachOtherToTheNanosecond(double low, double high, Duration duration) {
    long[] up = Dues.of(ramp(low, high, duration));
    long[] down = Dues.of(ramp(high, low, duration));

    // In all these the integral is whole, so that arrival k up is arrival count - k down.
    assertThat(down).hasSameSizeAs(up);
    assertThat(up[0]).isZero();
    assertThat(down[0]).isZero();
    for (int k = 1; k < up.length; k++) {
      assertThat(down[up.length - k]).as("arrival %d", k).isEqualTo(duration.toNanos() - up[k]);
    }
  }

  /** Elsewhere a ramp is a staircase of a second a step. */
  @Test
  void aRampHasNoSteps() {
    long[] gaps = gaps(Dues.of(ramp(100, 300, Duration.ofSeconds(4))));

    for (int k = 1; k < gaps.length; k++) {
      assertThat(gaps[k]).as("gap %d", k).isLessThan(gaps[k - 1]);
      // The rate grows by a sixth of a percent at most from one arrival to the next.
      assertThat((double) gaps[k] / gaps[k - 1]).isBetween(0.994, 1.0);
    }
    assertThat(1e9 / gaps[0]).isCloseTo(100, within(0.3));
    assertThat(1e9 / gaps[gaps.length - 1]).isCloseTo(300, within(0.3));
  }

  /** Elsewhere a phase of less than a second has no arrivals, or those of a whole second. */
  @Test
  void phasesBelowASecondAreExact() {
    LoadShape shape =
        new Sequence(
            List.of(
                ramp(0, 1_000, Duration.ofMillis(100)),
                new Constant(new Rate(1_000), Duration.ofMillis(30)),
                ramp(1_000, 0, Duration.ofMillis(100))));
    ArrivalSchedule schedule = new ArrivalSchedule(shape);

    assertThat(schedule.countBetween(0, 100_000_000)).isEqualTo(50);
    assertThat(schedule.countBetween(100_000_000, 130_000_000)).isEqualTo(30);
    assertThat(schedule.countBetween(130_000_000, 230_000_000)).isEqualTo(50);
    assertThat(Arrays.copyOfRange(Dues.of(schedule), 50, 81))
        .containsExactly(LongStream.rangeClosed(100, 130).map(ms -> ms * 1_000_000).toArray());
  }

  @Test
  void theFractionIsCarriedFromRampToRamp() {
    // 1.25 arrivals up, 1.25 down: the third where the way down has brought 0.75.
    LoadShape shape =
        new Sequence(
            List.of(ramp(0, 2.5, Duration.ofSeconds(1)), ramp(2.5, 0, Duration.ofSeconds(1))));
    double third = 1 + 1 - Math.sqrt(2 * 0.5 / 2.5);

    assertThat(Dues.of(shape))
        .containsExactly(0, Math.round(Math.sqrt(2 / 2.5) * SECOND), Math.round(third * SECOND));
  }

  @Test
  void equalEndsMakeAConstantRate() {
    assertThat(Dues.of(ramp(30, 30, Duration.ofSeconds(7))))
        .isEqualTo(Dues.of(new Constant(new Rate(30), Duration.ofSeconds(7))));
  }

  @Test
  void almostEqualEndsMakeAnAlmostConstantRate() {
    long[] almost = Dues.of(ramp(30, Math.nextUp(30.0), Duration.ofSeconds(7)));
    long[] constant = Dues.of(new Constant(new Rate(30), Duration.ofSeconds(7)));

    assertThat(almost).isEqualTo(constant);
  }

  @ParameterizedTest
  @CsvSource({"0, 1e9", "1e9, 0", "0, 1e-9", "1e-9, 0", "1e-300, 1e-200", "4.9e-324, 0"})
  void theShortestAndFlattestRampsStayWithinThemselves(double from, double to) {
    for (long nanos : new long[] {1, 2, 3, 1_000}) {
      long[] dues = Dues.of(ramp(from, to, Duration.ofNanos(nanos)));

      assertThat(dues).isSorted();
      assertThat((double) dues.length).isCloseTo((from + to) / 2 * nanos / 1e9, within(1.0));
      assertThat(LongStream.of(dues)).allMatch(due -> 0 <= due && due < nanos);
    }
  }

  /** Two triangles are a rectangle. */
  @Test
  void upAndDownAddUpToAConstantRate() {
    Duration duration = Duration.ofSeconds(5);

    assertThat(Dues.of(new Sum(ramp(0, 70, duration), ramp(70, 0, duration))))
        .isEqualTo(Dues.of(new Constant(new Rate(70), duration)));
  }

  /** A cut by a sum leaves each arrival where it was. */
  @Test
  void aCutMovesNoArrival() {
    LoadShape whole = ramp(400, 0, Duration.ofSeconds(3));
    LoadShape cut = new Sum(whole, new Burst(1, Duration.ofMillis(1_234)));

    assertThat(cut.segments()).hasSize(2);
    assertThat(Dues.of(cut)).isEqualTo(Dues.of(whole));
  }

  private static long[] gaps(long[] dues) {
    return LongStream.range(1, dues.length).map(k -> dues[(int) k] - dues[(int) k - 1]).toArray();
  }

  private static Ramp ramp(double from, double to, Duration duration) {
    return new Ramp(new Rate(from), new Rate(to), duration);
  }
}
