package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecorderTest {
  private static final long SECOND = 1_000_000_000;
  private static final List<Phase> PHASES =
      List.of(new Phase("BASELINE", Role.BASELINE, 0, 10 * SECOND, 10_000, 0));

  @Test
  @Timeout(120)
  void manyThreadsLoseNothing() throws Exception {
    Recorder recorder = new Recorder(new Grid(PHASES, SECOND));
    int threads = 16;
    int each = 5_000;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  long due = i % 10 * SECOND;
                  recorder.ended(due, due, due, due + i, Outcome.OK);
                }
                done.countDown();
              })
          .start();
    }
    Interval[] sum = new Interval[10];
    java.util.Arrays.setAll(sum, Interval::empty);
    boolean last;
    do {
      last = done.getCount() == 0;
      recorder.drain().forEach(i -> sum[i.index()] = sum[i.index()].plus(i));
    } while (!last);

    for (Interval interval : sum) {
      assertThat(interval.outcomes().ok()).isEqualTo(threads * each / 10);
      assertThat(interval.response().count()).isEqualTo(threads * each / 10);
    }
    assertThat(recorder.drain()).isEmpty();
  }

  /** Frozen for 1.0 s of 10 s at 1,000/s: the waits run from 1 s down to 0 over 1,000 of 10,000. */
  @Test
  void aFreezeShowsInThePercentiles() {
    Recorder recorder = new Recorder(new Grid(PHASES, SECOND / 5));
    long thaw = 5 * SECOND;
    for (int i = 0; i < 10_000; i++) {
      long due = i * SECOND / 1_000;
      boolean frozen = thaw - SECOND <= due && due < thaw;
      recorder.ended(due, due, due, frozen ? thaw : due, Outcome.OK);
    }
    Latencies all = recorder.drain().stream().reduce(Interval.empty(0), Interval::plus).response();

    assertThat(all.percentile(95)).isCloseTo(0.50e9, within(0.01e9));
    assertThat(all.percentile(99)).isCloseTo(0.90e9, within(0.018e9));
    assertThat(all.percentile(99.9)).isCloseTo(0.99e9, within(0.02e9));
  }

  @Test
  void droppedCountsWithTheTimeItIsSaidToHaveTaken() {
    Recorder recorder = new Recorder(new Grid(PHASES, SECOND));
    recorder.dropped(3 * SECOND, 10 * SECOND);
    Interval interval = recorder.drain().get(0);

    assertThat(interval.index()).isEqualTo(3);
    assertThat(interval.outcomes().dropped()).isEqualTo(1);
    assertThat(interval.response().max()).isBetween(10e9, 10.01e9);
    assertThat(interval.service().count()).as("it was never served").isZero();
  }

  @Test
  void incrementsAddUpInAnyOrder() {
    List<Increment> increments = new ArrayList<>();
    Recorder recorder = new Recorder(new Grid(PHASES, SECOND));
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      long due = random.nextInt(10) * SECOND;
      recorder.ended(due, due, due, due + i, random.nextBoolean() ? Outcome.OK : Outcome.FAILED);
      Map<String, Double> gauges = i < 10 ? Map.of("g", (double) i) : Map.of();
      increments.add(new Increment(i % 10, recorder.drain(), gauges, i, i));
    }
    Timeline inOrder = sum(increments);
    Collections.shuffle(increments, random);

    assertThat(sum(increments)).isEqualTo(inOrder);
    assertThat(inOrder.total(p -> true).outcomes().due()).isEqualTo(50);
    assertThat(inOrder.hiccupNanos().get(9)).isEqualTo(49);
    assertThat(inOrder.gcNanos().get(9)).isEqualTo(9 + 19 + 29 + 39 + 49);
    assertThat(inOrder.series("g").orElseThrow().values().get(3)).isEqualTo(3.0);
    AtomicInteger unread = new AtomicInteger();
    new TimelineBuilder(PHASES, SECOND, Map.of("g", Unit.COUNT))
        .build()
        .series("g")
        .orElseThrow()
        .values()
        .forEach(v -> unread.addAndGet(v.isNaN() ? 1 : 0));
    assertThat(unread).hasValue(10);
  }

  private static Timeline sum(List<Increment> increments) {
    TimelineBuilder builder = new TimelineBuilder(PHASES, SECOND, Map.of("g", Unit.COUNT));
    increments.forEach(builder::add);
    return builder.build();
  }
}
