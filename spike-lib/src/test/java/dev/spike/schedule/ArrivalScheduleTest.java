package dev.spike.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalScheduleTest {
  private static final long SECOND = 1_000_000_000;

  /** One arrival as the engine sees it. */
  private record Due(long nanos, long index) {}

  @Test
  void aConstantRateIsEven() {
    ArrivalSchedule schedule = new ArrivalSchedule(constant(100, 1_000));

    assertThat(schedule.count()).isEqualTo(100);
    assertThat(steady(schedule).stream().map(Due::nanos))
        .containsExactlyElementsOf(
            LongStream.range(0, 100).mapToObj(k -> k * SECOND / 100).toList());
  }

  @Test
  void aBurstIsNumberedAfterTheSteadyArrivalOfItsInstant() {
    LoadShape burst = new Sum(new Burst(3, Duration.ofSeconds(1)), constant(2, 1_000));
    ArrivalSchedule schedule =
        new ArrivalSchedule(new Sequence(List.of(constant(2, 1_000), burst)));

    assertThat(schedule.firstIndexOf(schedule.bursts().get(0))).isEqualTo(3);
    assertThat(steady(schedule).stream().map(Due::index)).containsExactly(0L, 1L, 2L, 6L);
    assertThat(schedule.count()).isEqualTo(7);
  }

  @Test
  void burstsOfOneInstantAreOne() {
    LoadShape two =
        new Sum(new Burst(5, Duration.ofSeconds(1)), new Burst(5, Duration.ofSeconds(2)));

    assertThat(two.bursts()).containsExactly(new BurstAt(0, 10));
    assertThat(two.durationNanos()).isEqualTo(2 * SECOND);
  }

  @Test
  void aFractionLeftAtABorderIsCarriedOver() {
    // 1.5 arrivals, then 1.5 more: three in all, the third half way into the second part.
    ArrivalSchedule schedule =
        new ArrivalSchedule(new Sequence(List.of(constant(1.5, 1_000), constant(1.5, 1_000))));

    assertThat(steady(schedule).stream().map(Due::nanos))
        .containsExactly(0L, 666_666_667L, 1_333_333_333L);
  }

  @Test
  void stepsThatDoNotDivideEvenlyLastAsLongAsAsked() {
    LoadShape steps =
        new Steps(List.of(new Rate(10), new Rate(20), new Rate(40)), Duration.ofSeconds(10));

    assertThat(steps.durationNanos()).isEqualTo(10 * SECOND);
    assertThat(steps.segments())
        .extracting(Segment::startNanos)
        .containsExactly(0L, 3_333_333_333L, 6_666_666_666L);
    assertThat(steps.segments().get(2).endNanos()).isEqualTo(10 * SECOND);
  }

  @Test
  void nothingDriftsOverABillionArrivals() {
    // 333.3/s for 3,000,300 s are 999,999,990 arrivals and 3e15 ns, of which a double holds each.
    ArrivalSchedule schedule =
        new ArrivalSchedule(
            new Sequence(
                List.of(constant(333.3, 3_000_300_000L), new Burst(1, Duration.ofSeconds(1)))));
    long end = 3_000_300 * SECOND;

    assertThat(schedule.countBetween(0, end)).isEqualTo(999_999_990);
    for (long second = 1; second < 3_000_300; second += 99_991) {
      assertThat((double) schedule.countBetween(0, second * SECOND))
          .isCloseTo(333.3 * second, within(1.0));
    }
    assertThat(schedule.firstIndexOf(schedule.bursts().get(0))).isEqualTo(999_999_990);
  }

  /** Each due time of a billion, also in the last of a thousand phases. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void theBillionthArrivalIsDueToTheNanosecond(int phases) {
    long seconds = 4_000;
    LoadShape one = constant(300_000, seconds * 1_000 / phases);
    ArrivalSchedule schedule = new ArrivalSchedule(new Sequence(Collections.nCopies(phases, one)));
    SplittableRandom random = new SplittableRandom(1);

    assertThat(schedule.count()).isEqualTo(1_200_000_000);
    for (int i = 0; i < 2_000; i++) {
      long k = i == 0 ? 1_199_999_999 : random.nextLong(1_200_000_000);
      long due = Math.round(k * 10_000 / 3.0);
      assertThat(schedule.countBetween(0, due)).as("arrivals before %d", k).isEqualTo(k);
      assertThat(schedule.countBetween(0, due + 1)).as("arrival %d", k).isEqualTo(k + 1);
    }
  }

  @Test
  void aCursorEndsForGood() {
    ArrivalSchedule.Cursor cursor = new ArrivalSchedule(constant(1, 1_000)).steady();

    assertThat(cursor.next()).isZero();
    assertThat(cursor.next()).isEqualTo(ArrivalSchedule.Cursor.END);
    assertThat(cursor.next()).isEqualTo(ArrivalSchedule.Cursor.END);
  }

  @Test
  void randomShapesKeepOrderCountAndNumbers() {
    for (int seed = 0; seed < 600; seed++) {
      LoadShape shape = randomShape(new SplittableRandom(seed), 3);
      ArrivalSchedule schedule = new ArrivalSchedule(shape);
      List<Due> steady = steady(schedule);

      check(schedule, steady, seed);
      checkIntegral(shape, schedule, steady, seed);
    }
  }

  @Test
  void randomShapesKeepOrderCountAndNumbersWhenDrawn() {
    for (int seed = 0; seed < 300; seed++) {
      LoadShape shape = randomShape(new SplittableRandom(seed), 3);
      ArrivalSchedule schedule = ArrivalSchedule.poisson(shape, seed);

      check(schedule, steady(schedule), seed);
    }
  }

  private static void check(ArrivalSchedule schedule, List<Due> steady, int seed) {
    assertThat(steady.stream().map(Due::nanos)).as("order, seed %d", seed).isSorted();
    steady.forEach(due -> assertThat(due.nanos()).isBetween(0L, schedule.durationNanos() - 1));
    checkCounts(schedule, steady, seed);
    checkNumbers(schedule, steady, seed);
  }

  private static void checkCounts(ArrivalSchedule schedule, List<Due> steady, int seed) {
    for (long t : instants(schedule)) {
      long before = steady.stream().filter(due -> due.nanos() < t).count();
      long inBursts =
          schedule.bursts().stream()
              .filter(burst -> burst.atNanos() < t)
              .mapToLong(BurstAt::count)
              .sum();
      assertThat(schedule.countBetween(0, t))
          .as("seed %d, t %d", seed, t)
          .isEqualTo(before + inBursts);
    }
  }

  /** Random instants, the start, the end, and those of some arrivals and bursts. */
  private static List<Long> instants(ArrivalSchedule schedule) {
    List<Long> instants = new ArrayList<>(List.of(0L, schedule.durationNanos()));
    schedule.bursts().forEach(burst -> instants.add(burst.atNanos()));
    SplittableRandom random = new SplittableRandom(schedule.durationNanos());
    random.longs(20, 0, schedule.durationNanos()).forEach(instants::add);
    LongStream.of(Dues.of(schedule))
        .limit(3)
        .forEach(due -> instants.addAll(List.of(due, due + 1)));
    return instants;
  }

  private static void checkIntegral(
      LoadShape shape, ArrivalSchedule schedule, List<Due> steady, int seed) {
    for (long t : instants(schedule)) {
      long before = steady.stream().filter(due -> due.nanos() < t).count();
      assertThat((double) before)
          .as("seed %d, t %d", seed, t)
          .isCloseTo(Rates.integral(shape, t), within(1.0 + 1e-6));
    }
  }

  /**
   * Steady and burst arrivals have the numbers 0..count-1 once each, in order of their due time.
   */
  private static void checkNumbers(ArrivalSchedule schedule, List<Due> steady, int seed) {
    long[] dueOf = new long[(int) schedule.count()];
    java.util.Arrays.fill(dueOf, -1);
    List<Due> all = new ArrayList<>(steady);
    for (BurstAt burst : schedule.bursts()) {
      for (int i = 0; i < burst.count(); i++) {
        all.add(new Due(burst.atNanos(), schedule.firstIndexOf(burst) + i));
      }
    }
    for (Due due : all) {
      assertThat(dueOf[(int) due.index()]).as("number given once, seed %d", seed).isEqualTo(-1);
      dueOf[(int) due.index()] = due.nanos();
    }
    assertThat(dueOf).as("by due time, seed %d", seed).doesNotContain(-1).isSorted();
  }

  private static LoadShape randomShape(SplittableRandom random, int depth) {
    int kind = random.nextInt(depth == 0 ? 7 : 11);
    Duration duration = Duration.ofNanos(random.nextLong(1, 3 * SECOND));
    Rate rate = randomRate(random);
    Rate other = randomRate(random);
    Rate none = new Rate(0);
    return switch (kind) {
      case 0 -> new Constant(rate, duration);
      case 1 -> new Burst(random.nextInt(1, 50), duration);
      case 2 -> new Steps(List.of(rate, none, other), duration.plusNanos(3));
      case 3 -> new Ramp(rate, random.nextBoolean() ? none : other, duration);
      case 4 -> new Ramp(none, rate, duration);
      case 5 -> randomSine(random, rate, duration);
      case 6 -> randomReplay(random);
      case 7, 8 ->
          new Sequence(List.of(randomShape(random, depth - 1), randomShape(random, depth - 1)));
      default -> new Sum(randomShape(random, depth - 1), randomShape(random, depth - 1));
    };
  }

  private static Sine randomSine(SplittableRandom random, Rate mean, Duration duration) {
    Rate amplitude = random.nextBoolean() ? mean : mean.times(random.nextDouble());
    Sine.Start start = List.of(Sine.Start.values()).get(random.nextInt(4));
    Duration period = Duration.ofNanos((long) Math.exp(random.nextDouble(0, 24)));
    return new Sine(mean, amplitude, period, start, duration);
  }

  private static Replay randomReplay(SplittableRandom random) {
    return new Replay(
        random
            .ints(1 + random.nextInt(8), 0, 20)
            .mapToObj(n -> new Replay.Bucket(Duration.ofMillis(1 + n * 10L), 1 + n % 5))
            .toList());
  }

  /** Round and odd ones, low and high ones. */
  private static Rate randomRate(SplittableRandom random) {
    double rate = Math.exp(random.nextDouble(-2, 6));
    return new Rate(random.nextBoolean() ? Math.ceil(rate) : rate);
  }

  private static List<Due> steady(ArrivalSchedule schedule) {
    List<Due> all = new ArrayList<>();
    ArrivalSchedule.Cursor cursor = schedule.steady();
    for (long due = cursor.next(); due != ArrivalSchedule.Cursor.END; due = cursor.next()) {
      all.add(new Due(due, cursor.index(due)));
    }
    return all;
  }

  private static LoadShape constant(double perSecond, long millis) {
    return new Constant(new Rate(perSecond), Duration.ofMillis(millis));
  }
}
