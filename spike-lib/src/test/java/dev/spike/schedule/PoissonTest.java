package dev.spike.schedule;

import static dev.spike.schedule.Dues.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.ExponentialDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That drawn arrivals are a Poisson process of the shape's rate, and the same each time. */
class PoissonTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Rate THOUSAND = new Rate(1_000);
  private static final KolmogorovSmirnovTest KS = new KolmogorovSmirnovTest();

  /**
   * A shape of about 10,000 arrivals and the integral of its rate.
   *
   * @param integral of seconds, written down here once more
   */
  private record Known(String name, LoadShape shape, DoubleUnaryOperator integral) {
    double[] changedTimes(long seed) {
      return LongStream.of(Dues.of(ArrivalSchedule.poisson(shape, seed)))
          .mapToDouble(due -> integral.applyAsDouble(due / 1e9))
          .toArray();
    }

    double all() {
      return integral.applyAsDouble(shape.durationNanos() / 1e9);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Known> known() {
    Rate none = new Rate(0);
    return Stream.of(
        new Known("constant", new Constant(THOUSAND, TEN), t -> 1_000 * t),
        new Known("ramp from zero", new Ramp(none, new Rate(2_000), TEN), t -> 100 * t * t),
        new Known(
            "ramp to zero", new Ramp(new Rate(2_000), none, TEN), t -> 2_000 * t - 100 * t * t),
        new Known(
            "sine",
            new Sine(THOUSAND, THOUSAND, Duration.ofSeconds(4), TEN),
            t -> 1_000 * t + 4_000 / 2 / Math.PI * (1 - Math.cos(Math.PI / 2 * t))),
        new Known(
            "many short phases",
            new Sequence(
                IntStream.range(0, 10_000)
                    .mapToObj(i -> new Constant(THOUSAND, Duration.ofMillis(1)))
                    .map(LoadShape.class::cast)
                    .toList()),
            t -> 1_000 * t));
  }

  /** In the time in which the rate is one, gaps are exponential. */
  @ParameterizedTest
  @MethodSource("known")
  void gapsAreExponentialInChangedTime(Known known) {
    double[] times = known.changedTimes(1);
    double[] gaps =
        IntStream.range(0, times.length)
            .mapToDouble(i -> i == 0 ? times[0] : times[i] - times[i - 1])
            .toArray();

    assertThat(KS.kolmogorovSmirnovTest(new ExponentialDistribution(1), gaps)).isGreaterThan(0.01);
  }

  /** And arrivals, once their number is known, are uniform: this sees a wrong rate curve. */
  @ParameterizedTest
  @MethodSource("known")
  void arrivalsAreUniformInChangedTime(Known known) {
    assertThat(uniformity(known.changedTimes(2), known.all())).isGreaterThan(0.01);
  }

  private static double uniformity(double[] times, double all) {
    return KS.kolmogorovSmirnovTest(new UniformRealDistribution(0, all), times);
  }

  @Test
  void theTestsSeeWhatIsNoSuchProcess() {
    Known ramp = known().toList().get(1);
    double[] wrongCurve =
        LongStream.of(Dues.of(ArrivalSchedule.poisson(ramp.shape(), 3)))
            .mapToDouble(due -> due / 1e9)
            .toArray();
    double[] even = LongStream.of(Dues.of(ramp.shape())).mapToDouble(due -> due / 1e9).toArray();

    assertThat(uniformity(wrongCurve, 10)).isLessThan(1e-6);
    assertThat(
            KS.kolmogorovSmirnovTest(
                new ExponentialDistribution(1),
                IntStream.range(1, even.length)
                    .mapToDouble(
                        i ->
                            ramp.integral().applyAsDouble(even[i])
                                - ramp.integral().applyAsDouble(even[i - 1]))
                    .toArray()))
        .isLessThan(1e-6);
  }

  /** Counts have their variance as mean, and those of two stretches are independent. */
  @ParameterizedTest
  @MethodSource("known")
  void countsSpreadAsTheyShould(Known known) {
    int runs = 150;
    StreamingStatistics early = new StreamingStatistics();
    StreamingStatistics late = new StreamingStatistics();
    StreamingStatistics both = new StreamingStatistics();
    for (int seed = 0; seed < runs; seed++) {
      ArrivalSchedule schedule = ArrivalSchedule.poisson(known.shape(), seed);
      long first = schedule.countBetween(2 * SECOND, 5 * SECOND);
      long second = schedule.countBetween(5 * SECOND, 9 * SECOND);
      early.addValue((double) first);
      late.addValue((double) second);
      both.addValue((double) (first + second));
    }
    assertPoisson(early, expected(known, 2, 5));
    assertPoisson(late, expected(known, 5, 9));
    assertPoisson(both, expected(known, 2, 9));
  }

  private static double expected(Known known, double from, double to) {
    return known.integral().applyAsDouble(to) - known.integral().applyAsDouble(from);
  }

  /** Within four standard errors. */
  private static void assertPoisson(StreamingStatistics counts, double mean) {
    double runs = counts.getN();
    assertThat(counts.getMean()).isCloseTo(mean, within(4 * Math.sqrt(mean / runs)));
    assertThat(counts.getVariance() / mean).isCloseTo(1, within(4 * Math.sqrt(2 / runs)));
  }

  @Test
  void countsAreThoseOfTheArrivals() {
    LoadShape shape =
        new Sum(
            new Sequence(List.of(new Ramp(new Rate(0), new Rate(300), TEN), new Burst(20, TEN))),
            new Constant(new Rate(10), Duration.ofSeconds(30)));
    ArrivalSchedule schedule = ArrivalSchedule.poisson(shape, 5);
    long[] dues = Dues.of(schedule);
    BurstAt burst = schedule.bursts().get(0);

    assertThat(schedule.count()).isEqualTo(dues.length + 20);
    assertThat(schedule.firstIndexOf(burst))
        .isEqualTo(LongStream.of(dues).filter(due -> due <= burst.atNanos()).count());
    for (int i = 0; i < dues.length; i += 97) {
      long inBurst = dues[i] > burst.atNanos() ? 20 : 0;
      assertThat(schedule.countBetween(0, dues[i])).isEqualTo(i + inBurst);
      assertThat(schedule.countBetween(dues[i], dues[i] + 1)).isEqualTo(1);
    }
  }

  @Test
  void theSameSeedGivesTheSameArrivals() {
    LoadShape shape = new Ramp(new Rate(0), THOUSAND, TEN);
    ArrivalSchedule schedule = ArrivalSchedule.poisson(shape, 7);

    assertThat(Dues.of(schedule))
        .isEqualTo(Dues.of(schedule))
        .isEqualTo(Dues.of(ArrivalSchedule.poisson(shape, 7)))
        .isNotEqualTo(Dues.of(ArrivalSchedule.poisson(shape, 8)));
  }

  /** On any JDK, so that a seed in a report says what was run. */
  @Test
  void aSeedMeansTheSameEverywhere() {
    long[] dues = Dues.of(ArrivalSchedule.poisson(new Constant(THOUSAND, TEN), 42));

    assertThat(Arrays.copyOf(dues, 5))
        .containsExactly(1_724_040, 2_286_319, 2_443_792, 4_935_730, 5_771_534);
    assertThat(dues).hasSize(9_902);
    assertThat(Arrays.hashCode(dues)).isEqualTo(732_517_778);
  }
}
