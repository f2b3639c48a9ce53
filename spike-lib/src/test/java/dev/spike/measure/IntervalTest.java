package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void keepsEqualDistributionsOnce() {
    Interval interval =
        new Interval(
            0,
            Outcomes.NONE,
            Latencies.of(5, 6),
            Latencies.of(5, 6),
            Latencies.of(5, 6),
            Latencies.of(0, 0),
            Latencies.of(0, 0));

    assertThat(interval.undelayed()).isSameAs(interval.response());
    assertThat(interval.service()).isSameAs(interval.response());
    assertThat(interval.waiting()).isSameAs(interval.delay());
    assertThat(interval.retainedBytes()).isEqualTo(2 + 2);
  }

  @Test
  void addsUpEachDistribution() {
    Interval sum = interval(1, 2, 3, 4, 5).plus(interval(10, 20, 30, 40, 50));

    assertThat(sum)
        .isEqualTo(
            new Interval(
                7,
                new Outcomes(2, 0, 0, 0, 0, 0),
                Latencies.of(1, 10),
                Latencies.of(2, 20),
                Latencies.of(3, 30),
                Latencies.of(4, 40),
                Latencies.of(5, 50)));
    assertThat(sum.plus(Interval.empty(3))).isEqualTo(sum);
    assertThat(sum.withoutDelay().response()).isEqualTo(sum.undelayed());
    assertThat(sum.withoutDelay().waiting()).isEqualTo(sum.waiting());
  }

  private static Interval interval(long... times) {
    return new Interval(
        7,
        new Outcomes(1, 0, 0, 0, 0, 0),
        Latencies.of(times[0]),
        Latencies.of(times[1]),
        Latencies.of(times[2]),
        Latencies.of(times[3]),
        Latencies.of(times[4]));
  }

  /** So an hour of such seconds takes 12 MB, or 20 MB where operations wait for a slot. */
  @Test
  void aSecondOfAThousandOperationsIsSmall() {
    assertThat(aSecond(0).retainedBytes()).isLessThan(3_300);
    assertThat(aSecond(20_000).retainedBytes()).isLessThan(5_500);
  }

  /** Log-normal: service around 1 ms, the generator's delay around 50 us. */
  private static Interval aSecond(long waitingNanos) {
    Phase phase = new Phase("BASELINE", Role.BASELINE, 0, SECOND, 1_000, 0);
    Recorder recorder = new Recorder(new Grid(List.of(phase), SECOND));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1_000; i++) {
      long intended = i * SECOND / 1_000;
      long dispatched = intended + around(50_000, random);
      long started = dispatched + around(waitingNanos, random);
      recorder.ended(
          intended, dispatched, started, started + around(1_000_000, random), Outcome.OK);
    }
    return recorder.drain().get(0);
  }

  private static long around(long median, SplittableRandom random) {
    return Math.round(median * Math.exp(0.5 * random.nextGaussian()));
  }
}
