package dev.spike.schedule;

import static dev.spike.schedule.Dues.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Waves against their integral in forty digits, which shares nothing with the code. */
class SineTest {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal TWO_PI =
      new BigDecimal("6.283185307179586476925286766559005768394338798750");

  /** N(t) = mean t + amplitude period / 2 pi (1 - cos(2 pi t / period)), of a wave that rises. */
  private record Truth(double mean, double amplitude, long periodNanos) {
    BigDecimal countUntil(BigDecimal nanos) {
      BigDecimal period = BigDecimal.valueOf(periodNanos);
      BigDecimal angle = TWO_PI.multiply(nanos.remainder(period)).divide(period, DIGITS);
      BigDecimal perRadian =
          new BigDecimal(amplitude).multiply(period).divide(TWO_PI, DIGITS).movePointLeft(9);
      return new BigDecimal(mean)
          .multiply(nanos)
          .movePointLeft(9)
          .add(perRadian.multiply(BigDecimal.ONE.subtract(cos(angle))));
    }

    /** Whether arrival k is due within a nanosecond of an instant. */
    boolean isDue(long k, long nanos) {
      BigDecimal at = BigDecimal.valueOf(nanos);
      BigDecimal number = BigDecimal.valueOf(k);
      return countUntil(at.subtract(BigDecimal.ONE)).compareTo(number) < 0
          && countUntil(at.add(BigDecimal.ONE)).compareTo(number) > 0;
    }
  }

  private static BigDecimal cos(BigDecimal x) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal term = BigDecimal.ONE;
    BigDecimal square = x.multiply(x, DIGITS);
    for (int n = 1; term.abs().compareTo(new BigDecimal("1e-38")) > 0; n += 2) {
      sum = sum.add(term);
      term = term.negate().multiply(square).divide(BigDecimal.valueOf(n * (n + 1L)), DIGITS);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "100, 50, PT10S, PT30S",
    "100, 100, PT1S, PT7S",
    "3.7, 3.7, PT7S, PT10M",
    "1000, 999.9, PT0.1S, PT2S",
    "20, 5, PT24H, PT1M",
    "50, 50, PT0.001S, PT12S",
    "1000, 1, PT0.000001S, PT0.5S",
    "99991, 99991, PT0.0000007S, PT0.1S",
    "0.01, 0.01, PT1H, PT24H"
  })
  void eachArrivalIsDueWithinANanosecond(
      double mean, double amplitude, Duration period, Duration duration) {
    long[] dues = Dues.of(sine(mean, amplitude, period, duration));
    Truth truth = new Truth(mean, amplitude, period.toNanos());

    assertThat(dues[0]).isZero();
    for (int k = 1; k < dues.length; k++) {
      assertThat(truth.isDue(k, dues[k])).as("arrival %d at %d ns", k, dues[k]).isTrue();
    }
    BigDecimal all = truth.countUntil(BigDecimal.valueOf(duration.toNanos()));
    assertWholeOf(dues.length, all);
  }

  /** A year of days at 100/s, looked at here and there: 3e9 arrivals are too many to walk. */
  @Test
  void nothingDriftsOverAYear() {
    Duration day = Duration.ofDays(1);
    ArrivalSchedule schedule = new ArrivalSchedule(sine(100, 90, day, Duration.ofDays(365)));
    Truth truth = new Truth(100, 90, day.toNanos());
    SplittableRandom random = new SplittableRandom(1);

    assertThat(schedule.count()).isEqualTo(365L * 86_400 * 100);
    for (int i = 0; i < 1_000; i++) {
      long t = random.nextLong(schedule.durationNanos());
      long count = schedule.countBetween(0, t);

      assertThat(BigDecimal.valueOf(count))
          .as("t %d", t)
          .isGreaterThanOrEqualTo(truth.countUntil(BigDecimal.valueOf(t - 10)))
          .isLessThan(truth.countUntil(BigDecimal.valueOf(t + 10)).add(BigDecimal.ONE));
    }
  }

  /** Angles come from whole nanoseconds, so years of microsecond waves end where they began. */
  @Test
  void aWaveIsAsExactAfterFiftyYears() {
    long years = Duration.ofDays(50 * 365).toNanos();
    Wave wave = new Wave(1e6, 1_000, 0);

    assertThat(wave.angleAt(years)).isZero();
    assertThat(wave.count(3, years + 3)).isZero();
    assertThat(wave.count(years, years + 3)).isEqualTo(wave.count(0, 3));
    assertThat(wave.angleAt(years + 250)).isEqualTo(Math.PI / 2);
  }

  /** By symmetry, a quarter later in its period is a quarter later in the wave that rises. */
  @ParameterizedTest
  @EnumSource(Sine.Start.class)
  void aWaveMayStartAtEachQuarter(Sine.Start start) {
    Duration period = Duration.ofSeconds(8);
    List<Sine.Start> order =
        List.of(Sine.Start.RISING, Sine.Start.PEAK, Sine.Start.FALLING, Sine.Start.TROUGH);
    long shift = 2 * SECOND * order.indexOf(start);
    Rate mean = new Rate(10);
    ArrivalSchedule shifted =
        new ArrivalSchedule(new Sine(mean, mean, period, start, Duration.ofSeconds(40)));
    BigDecimal before = new Truth(10, 10, period.toNanos()).countUntil(BigDecimal.valueOf(shift));

    for (long second = 1; second <= 40; second++) {
      BigDecimal until =
          new Truth(10, 10, period.toNanos())
              .countUntil(BigDecimal.valueOf(shift + second * SECOND));
      assertWholeOf(shifted.countBetween(0, second * SECOND), until.subtract(before));
    }
  }

  /** That a count is an integral rounded up, where rounding of the doubles given may decide. */
  private static void assertWholeOf(long count, BigDecimal integral) {
    BigDecimal rounding = new BigDecimal("1e-9");
    assertThat(BigDecimal.valueOf(count))
        .isBetween(integral.subtract(rounding), integral.add(BigDecimal.ONE).add(rounding));
  }

  @Test
  void aWaveWithoutHeightIsAConstantRate() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(Dues.of(sine(30, 0, Duration.ofSeconds(7), minute)))
        .isEqualTo(Dues.of(new Constant(new Rate(30), minute)));
  }

  /** A wave and its opposite are twice the mean. */
  @Test
  void oppositeWavesAddUpToAConstantRate() {
    Duration minute = Duration.ofMinutes(1);
    Rate rate = new Rate(35);
    Duration period = Duration.ofSeconds(7);
    LoadShape sum =
        new Sum(
            new Sine(rate, rate, period, Sine.Start.RISING, minute),
            new Sine(rate, rate, period, Sine.Start.FALLING, minute));

    assertThat(Dues.of(sum)).isEqualTo(Dues.of(new Constant(new Rate(70), minute)));
  }

  /** Cut by another shape, moved by a sequence: each arrival stays where it was in the wave. */
  @Test
  void cutsAndMovesLeaveTheWaveAsItIs() {
    LoadShape wave = sine(100, 100, Duration.ofSeconds(3), Duration.ofSeconds(10));
    LoadShape cut = new Sum(wave, new Burst(1, Duration.ofMillis(4_321)));
    LoadShape moved = new Sequence(List.of(new Constant(new Rate(1), Duration.ofSeconds(5)), cut));

    assertThat(Dues.of(cut)).isEqualTo(Dues.of(wave));
    assertThat(LongStream.of(Dues.of(moved)).skip(5).map(due -> due - 5 * SECOND).toArray())
        .isEqualTo(Dues.of(wave));
  }

  /**
   * At its lowest the rate is zero, its integral flat, and Newton's step would be without bound.
   */
  @Test
  void aRateThatTouchesZeroKeepsItsArrivalsInOrder() {
    // 10 periods of 1 s at 1e6/s: around each trough arrivals are micro- to milliseconds apart.
    LoadShape wave = sine(1e6, 1e6, Duration.ofSeconds(1), Duration.ofSeconds(1));
    long[] dues = Dues.of(wave);
    Truth truth = new Truth(1e6, 1e6, SECOND);

    assertThat(dues).isSorted().hasSize(1_000_000);
    for (int k = 0; k < dues.length; k++) {
      if (Math.abs(dues[k] - 750_000_000L) < 1_000_000) {
        assertThat(truth.isDue(k, dues[k])).as("arrival %d at %d ns", k, dues[k]).isTrue();
      }
    }
  }

  private static Sine sine(double mean, double amplitude, Duration period, Duration duration) {
    return new Sine(new Rate(mean), new Rate(amplitude), period, duration);
  }
}
