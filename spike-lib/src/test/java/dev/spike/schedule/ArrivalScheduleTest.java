package dev.spike.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

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

  @Test
  void randomShapesKeepOrderCountAndNumbers() {
    for (int seed = 0; seed < 300; seed++) {
      LoadShape shape = randomShape(new SplittableRandom(seed), 3);
      ArrivalSchedule schedule = new ArrivalSchedule(shape);
      List<Due> steady = steady(schedule);

      assertThat(steady.stream().map(Due::nanos)).as("order, seed %d", seed).isSorted();
      steady.forEach(due -> assertThat(due.nanos()).isBetween(0L, schedule.durationNanos() - 1));
      checkCounts(shape, schedule, steady, seed);
      checkNumbers(schedule, steady, seed);
    }
  }

  private static void checkCounts(
      LoadShape shape, ArrivalSchedule schedule, List<Due> steady, int seed) {
    List<Long> edges = new ArrayList<>();
    shape.segments().forEach(s -> edges.addAll(List.of(s.startNanos(), s.endNanos())));
    LongStream.range(0, 20).forEach(i -> edges.add(schedule.durationNanos() * i / 20));
    for (long t : edges) {
      long before = steady.stream().filter(due -> due.nanos() < t).count();
      long inBursts =
          schedule.bursts().stream()
              .filter(burst -> burst.atNanos() < t)
              .mapToLong(BurstAt::count)
              .sum();
      assertThat(schedule.countBetween(0, t))
          .as("seed %d, t %d", seed, t)
          .isEqualTo(before + inBursts);
      assertThat((double) before).isCloseTo(integral(shape, t), within(1.0));
    }
  }

  private static double integral(LoadShape shape, long t) {
    return shape.segments().stream()
        .filter(s -> s.startNanos() < t)
        .mapToDouble(s -> s.countUntil(Math.min(t, s.endNanos())))
        .sum();
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
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(5);
    Duration duration = Duration.ofNanos(random.nextLong(1, 3 * SECOND));
    return switch (kind) {
      case 0 -> new Constant(randomRate(random), duration);
      case 1 -> new Burst(random.nextInt(1, 50), duration);
      case 2 ->
          new Steps(
              List.of(randomRate(random), randomRate(random), randomRate(random)),
              duration.plusNanos(3));
      case 3 ->
          new Sequence(List.of(randomShape(random, depth - 1), randomShape(random, depth - 1)));
      default -> new Sum(randomShape(random, depth - 1), randomShape(random, depth - 1));
    };
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
