package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JvmProbeTest {
  private static double read(String name) {
    return new JvmProbe()
        .gauges().stream()
            .filter(gauge -> gauge.name().equals(name))
            .mapToDouble(gauge -> gauge.value().getAsDouble())
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aThreadOfTheTargetCountsAndOneOfTheGeneratorDoesNot() throws Exception {
    assertThat(with("held")).isEqualTo(1);
    assertThat(with("spike-worker-1")).isZero();
  }

  /** By how many threads more are counted while one of this name lives. */
  private static double with(String name) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.setDaemon(true);
    double before = read(JvmProbe.THREADS);
    thread.start();
    double during = read(JvmProbe.THREADS);
    over.countDown();
    thread.join();
    return during - before;
  }

  @Test
  void anOpenFileCounts() throws Exception {
    double before = read(JvmProbe.FILES);
    assumeThat(before).isNotNaN();
    try (InputStream held =
        Files.newInputStream(Path.of(System.getProperty("java.home"), "release"))) {
      assertThat(held.read()).isNotNegative();
      assertThat(read(JvmProbe.FILES) - before).isEqualTo(1);
    }
  }
}
