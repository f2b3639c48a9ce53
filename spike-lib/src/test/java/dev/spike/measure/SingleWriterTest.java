package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SingleWriterTest {
  private static final long SECOND = 1_000_000_000;
  private static final int INTERVALS = 10;
  private static final Grid GRID =
      new Grid(
          List.of(
              new Phase("BASELINE", Role.BASELINE, 0, 6 * SECOND, 1, 0),
              new Phase("RECOVERY", Role.RECOVERY, 6 * SECOND, 10 * SECOND, 1, 0)),
          SECOND);

  private final Recorder recorder = new Recorder(GRID);
  private final SingleWriter writer = recorder.singleWriter();

  private static Interval[] nothing() {
    return IntStream.range(0, INTERVALS).mapToObj(Interval::empty).toArray(Interval[]::new);
  }

  private static void add(List<Interval> drained, Interval[] to) {
    drained.forEach(i -> to[i.index()] = to[i.index()].plus(i));
  }

  @Test
  void keepsTheFiveTimesOfAnOperation() {
    writer.ended(10, 13, 20, 50, Outcome.OK);
    writer.ended(100, 100, 100, 150, Outcome.FAILED);

    assertThat(recorder.drain())
        .containsExactly(
            new Interval(
                0,
                new Outcomes(1, 1, 0, 0, 0, 0),
                Latencies.of(40, 50),
                Latencies.of(37, 50),
                Latencies.of(30, 50),
                Latencies.of(3, 0),
                Latencies.of(7, 0)));
    assertThat(recorder.drain()).isEmpty();
  }

  /** In every order of intended starts, also before the start, after the end and all in one go. */
  @Test
  void recordsWhatTheSharedRecorderDoes() {
    Recorder shared = new Recorder(GRID);
    Outcome[] outcomes = Outcome.values();
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 50; i++) {
        long intended = random.nextLong(-SECOND, 12 * SECOND);
        long dispatched = intended + random.nextInt(2) * random.nextLong(SECOND);
        long started = dispatched + random.nextInt(2) * random.nextLong(SECOND);
        long ended = started + (long) Math.exp(random.nextDouble(0, 30));
        Outcome outcome = outcomes[random.nextInt(outcomes.length)];
        shared.ended(intended, dispatched, started, ended, outcome);
        assertThat(writer.ended(intended, dispatched, started, ended, outcome)).isTrue();
      }
      assertThat(recorder.drain()).as("seed %d", seed).isEqualTo(shared.drain());
    }
    assertThat(writer.close()).isEqualTo(200 * 50);
  }

  @Test
  @Timeout(120)
  void losesNothingWhileItIsRead() throws Exception {
    int each = 200_000;
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < INTERVALS * each; i++) {
                long due = i / each * SECOND + i % each;
                writer.ended(due, due + i % 3, due + i % 3, due + i % each, Outcome.OK);
              }
              done.countDown();
            });
    thread.start();
    Interval[] sum = nothing();
    boolean last;
    do {
      last = done.getCount() == 0;
      add(recorder.drain(), sum);
    } while (!last);
    thread.join();

    Latencies response = Latencies.of(LongStream.range(0, each).toArray());
    for (int k = 0; k < INTERVALS; k++) {
      long first = (long) k * each;
      long[] delays = LongStream.range(first, first + each).map(i -> i % 3).toArray();
      assertThat(sum[k].outcomes().ok()).isEqualTo(each);
      assertThat(sum[k].response()).isEqualTo(response);
      assertThat(sum[k].delay()).isEqualTo(Latencies.of(delays));
      assertThat(sum[k].undelayed().count()).isEqualTo(each);
      assertThat(sum[k].waiting()).isEqualTo(Latencies.repeated(0, each));
    }
  }

  @Test
  @Timeout(120)
  void closingGivesHowManyWereRecordedThoughTheWriterIsAtIt() throws Exception {
    for (int round = 0; round < 300; round++) {
      SingleWriter closing = recorder.singleWriter();
      AtomicLong accepted = new AtomicLong();
      CountDownLatch begun = new CountDownLatch(1);
      Thread thread = new Thread(() -> accepted.set(recordUntilClosed(closing, begun)));
      thread.start();
      begun.await();
      Interval[] sum = nothing();
      if (round % 2 == 0) {
        add(recorder.drain(), sum);
      }
      long recorded = closing.close();
      add(recorder.drain(), sum);
      assertThat(closing.close()).isEqualTo(recorded);
      thread.join();

      assertThat(recorded).isPositive().isEqualTo(accepted.get());
      assertThat(List.of(sum)).extracting(i -> i.outcomes().ok()).contains(recorded);
      assertThat(closing.ended(0, 0, 0, 0, Outcome.OK)).isFalse();
      assertThat(recorder.drain()).isEmpty();
    }
  }

  private static long recordUntilClosed(SingleWriter writer, CountDownLatch begun) {
    long count = 0;
    while (writer.ended(SECOND, SECOND, SECOND, SECOND + count % 1000, Outcome.OK)) {
      count++;
      begun.countDown();
    }
    return count;
  }

  @Test
  void whatWasRecordedBeforeClosingIsDrainedOnce() {
    SingleWriter other = recorder.singleWriter();
    writer.ended(0, 0, 0, 5, Outcome.OK);
    other.ended(0, 0, 0, 7, Outcome.OK);

    assertThat(writer.close()).isEqualTo(1);
    assertThat(recorder.drain())
        .singleElement()
        .extracting(Interval::response)
        .isEqualTo(Latencies.of(5, 7));
    assertThat(other.ended(0, 0, 0, 9, Outcome.OK)).isTrue();
    assertThat(recorder.drain())
        .singleElement()
        .extracting(Interval::response)
        .isEqualTo(Latencies.of(9));
    assertThat(other.close()).isEqualTo(2);
  }

  @Test
  void allocatesNothingForAnOperation() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    List<Long> allocated = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 100_000; i++) {
        writer.ended(i, i + i % 7, i + i % 7, 2L * i, Outcome.OK);
      }
      allocated.add(threads.getThreadAllocatedBytes(thread) - before);
    }

    assertThat(allocated.get(4)).as("bytes in 100,000 operations").isLessThan(1_000);
  }
}
