package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SaturationTest {
  private final ManualClock time = new ManualClock();
  private final RunClock clock = new RunClock(time);
  private final Saturation saturation = new Saturation(2);

  @BeforeEach
  void start() {
    clock.startIn(0);
  }

  @Test
  void countsTheTimeInWhichEverySlotIsTaken() {
    beginAt(10);
    assertThat(saturation.until(20)).isZero();
    beginAt(20);
    assertThat(saturation.until(50)).isEqualTo(30);
    saturation.ends(60);
    assertThat(saturation.until(100)).isEqualTo(40);
    beginAt(100);
    assertThat(saturation.until(105)).isEqualTo(45);
  }

  @Test
  void waitingIsWhatWasSaturatedSinceTheArrivalWasDispatched() {
    beginAt(0);
    beginAt(10);
    long before = saturation.until(30);
    saturation.ends(70);
    time.pass(90);
    assertThat(saturation.begins(clock, before)).isEqualTo(new Saturation.Begun(60, 100));
  }

  @Test
  void anEndCountsFromItsStampThoughItBecomesKnownLater() {
    beginAt(0);
    beginAt(5);
    saturation.ends(10);
    saturation.ends(400);
    assertThat(saturation.until(1_000)).isEqualTo(5);
  }

  @Test
  void anEndBeforeTheLastSlotWasTakenMeansThatItNeverWas() {
    beginAt(0);
    beginAt(50);
    saturation.ends(40);
    assertThat(saturation.until(1_000)).isZero();
  }

  @Test
  void countsRightlyFromManyThreads() throws Exception {
    int threads = 4;
    Saturation shared = new Saturation(threads + 1);
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Future<?>[] workers = new Future<?>[threads];
      for (int i = 0; i < threads; i++) {
        workers[i] = pool.submit(() -> beginAndEnd(shared, together));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(shared.until(Long.MAX_VALUE)).isZero();
    for (int i = 0; i <= threads; i++) {
      shared.begins(clock, 0);
    }
    assertThat(shared.until(clock.now() + 7)).isEqualTo(7);
  }

  private Void beginAndEnd(Saturation shared, CyclicBarrier together) throws Exception {
    together.await();
    for (int i = 0; i < 10_000; i++) {
      shared.begins(clock, 0);
      shared.ends(clock.now());
    }
    return null;
  }

  private void beginAt(long nanos) {
    time.pass(nanos - clock.now());
    saturation.begins(clock, 0);
  }
}
