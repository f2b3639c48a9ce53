package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Known truths on buckets that are in band by chance; seed 3. */
class ReturnCusumTest {
  private static final int RUNS = 2_000;
  private static final int OUT = 20;
  private final SplittableRandom random = new SplittableRandom(3);

  private static int out(ReturnCusum cusum, int buckets) {
    for (int i = 0; i < buckets; i++) {
      cusum.add(false);
    }
    return buckets;
  }

  @Test
  void aReturnIsDatedToTheBucketAfterTheLastOneOut() {
    ReturnCusum cusum = new ReturnCusum(0.95);
    out(cusum, OUT);
    int buckets = 0;
    for (; !cusum.isBack(); buckets++) {
      cusum.add(true);
    }

    assertThat(cusum.since()).isEqualTo(OUT);
    // ln 99 / ln 1.9
    assertThat(buckets).isEqualTo(8);
  }

  @Test
  void itIsDeclaredSomeEightBucketsAfterTheReturnAndDatedRight() {
    double lag = 0;
    double error = 0;
    for (int run = 0; run < RUNS; run++) {
      ReturnCusum cusum = new ReturnCusum(0.95);
      out(cusum, OUT);
      while (!cusum.isBack()) {
        cusum.add(random.nextDouble() < 0.95);
      }
      lag += cusum.seen() - OUT;
      error += cusum.since() - OUT;
    }

    assertThat(lag / RUNS).isCloseTo(9.5, within(1.0));
    assertThat(error / RUNS).isBetween(0.0, 1.0);
  }

  /** Half of the buckets in band is not back: in 60 of them rarely declared. */
  @Test
  void aTargetInBandHalfOfTheTimeIsSeldomCalledBack() {
    int called = 0;
    for (int run = 0; run < RUNS; run++) {
      ReturnCusum cusum = new ReturnCusum(0.95);
      for (int i = 0; i < 60 && !cusum.isBack(); i++) {
        cusum.add(random.nextBoolean());
      }
      called += cusum.isBack() ? 1 : 0;
    }

    assertThat((double) called / RUNS).isLessThan(0.12);
  }

  @Test
  void healthyBucketsAreNoRelapseAndARelapseIsFoundWithinFive() {
    int relapsed = 0;
    for (int run = 0; run < RUNS; run++) {
      ReturnCusum cusum = new ReturnCusum(0.95);
      for (int i = 0; i < 70; i++) {
        cusum.add(random.nextDouble() < 0.95);
      }
      relapsed += cusum.relapses();
    }
    ReturnCusum cusum = new ReturnCusum(0.95);
    for (int i = 0; i < 20; i++) {
      cusum.add(true);
    }
    out(cusum, 5);

    assertThat((double) relapsed / RUNS).isLessThan(0.02);
    assertThat(cusum.isBack()).isFalse();
    assertThat(cusum.relapses()).isEqualTo(1);
  }

  @Test
  void afterARelapseItCanComeBack() {
    ReturnCusum cusum = new ReturnCusum(0.95);
    for (int i = 0; i < 20; i++) {
      cusum.add(true);
    }
    out(cusum, 10);
    for (int i = 0; i < 20; i++) {
      cusum.add(true);
    }

    assertThat(cusum.isBack()).isTrue();
    assertThat(cusum.since()).isEqualTo(30);
    assertThat(cusum.relapses()).isEqualTo(1);
  }
}
