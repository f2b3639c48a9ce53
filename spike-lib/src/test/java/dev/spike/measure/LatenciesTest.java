package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Against HdrHistogram itself, with three digits. */
class LatenciesTest {
  private static final double[] PERCENTILES = {0, 1, 25, 50, 80, 90, 95, 99, 99.9, 99.99, 100};

  private static long[] random(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return LongStream.range(0, count)
        .map(i -> (long) Math.exp(random.nextDouble(0, 26)) - 1)
        .toArray();
  }

  private static Histogram histogram(long... values) {
    Histogram histogram = new Histogram(3);
    histogram.setAutoResize(true);
    LongStream.of(values).forEach(histogram::recordValue);
    return histogram;
  }

  @Test
  void keepsTheBucketsOfHdrHistogram() {
    Histogram histogram = histogram(Long.MAX_VALUE / 4);
    for (long value : random(1, 20_000)) {
      assertThat(Buckets.highestOf(Buckets.indexOf(value)))
          .isEqualTo(histogram.highestEquivalentValue(value));
    }
    for (int bit = 0; bit < 60; bit++) {
      for (long value = Math.max(0, (1L << bit) - 2); value <= (1L << bit) + 2; value++) {
        assertThat(Buckets.highestOf(Buckets.indexOf(value)))
            .isEqualTo(histogram.highestEquivalentValue(value));
      }
    }
  }

  @Test
  void hasThePercentilesOfHdrHistogram() {
    for (int seed = 0; seed < 50; seed++) {
      long[] values = random(seed, 1 + seed * 37);
      Latencies latencies = Latencies.of(values);
      Histogram histogram = histogram(values);
      for (double percent : PERCENTILES) {
        assertThat((long) latencies.percentile(percent))
            .as("p%s of %d", percent, values.length)
            .isEqualTo(histogram.highestEquivalentValue(histogram.getValueAtPercentile(percent)));
      }
      assertThat(latencies.count()).isEqualTo(values.length);
      assertThat((long) latencies.max()).isEqualTo(histogram.getMaxValue());
      assertThat(latencies.mean()).isCloseTo(histogram.getMean(), within(latencies.mean() / 1000));
    }
  }

  @Test
  void goesThroughItsTextUnchanged() {
    for (int seed = 0; seed < 20; seed++) {
      Latencies latencies = Latencies.of(random(seed, seed * 50));

      assertThat(HdrCodec.decode(HdrCodec.encode(latencies))).isEqualTo(latencies);
    }
    assertThat(HdrCodec.encode(Latencies.EMPTY)).isEmpty();
  }

  @Test
  void refusesTextThatIsNoHistogram() {
    for (String text : new String[] {"%%%", "AAAA", "SGVsbG8gd29ybGQ="}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HdrCodec.decode(text))
          .withMessageContaining("not an encoded HdrHistogram");
    }
  }

  @Test
  void addsUp() {
    for (int seed = 0; seed < 50; seed++) {
      long[] first = random(seed, seed);
      long[] second = random(-seed, 20);
      long[] both = LongStream.concat(LongStream.of(first), LongStream.of(second)).toArray();

      assertThat(Latencies.of(first).plus(Latencies.of(second))).isEqualTo(Latencies.of(both));
      assertThat(Latencies.of(second).plus(Latencies.of(first))).isEqualTo(Latencies.of(both));
    }
  }

  @Test
  void countsWhatIsAbove() {
    Latencies latencies = Latencies.of(10, 20, 20, 30);

    assertThat(latencies.countAbove(9)).isEqualTo(4);
    assertThat(latencies.countAbove(20)).isEqualTo(1);
    assertThat(latencies.countAbove(30)).isZero();
  }

  @Test
  void hasNoFiguresWithoutValues() {
    assertThat(Latencies.EMPTY.percentile(50)).isNaN();
    assertThat(Latencies.EMPTY.max()).isNaN();
    assertThat(Latencies.EMPTY.mean()).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> Latencies.EMPTY.percentile(101));
  }

  /** Log-normal around a millisecond; before, each distinct value took 16 bytes. */
  @Test
  void takesAboutAByteForEachDistinctValue() {
    for (double sigma : new double[] {0.1, 0.5, 1, 2}) {
      Latencies thousand = Latencies.of(logNormal(1_000, sigma));
      Latencies million = Latencies.of(logNormal(1_000_000, sigma));

      assertThat(thousand.retainedBytes()).as("sigma %s", sigma).isLessThan(1_150);
      assertThat(million.retainedBytes()).as("sigma %s", sigma).isLessThan(40_000);
    }
    assertThat(Latencies.repeated(0, 1_000_000).retainedBytes()).isLessThan(5);
  }

  private static long[] logNormal(int count, double sigma) {
    SplittableRandom random = new SplittableRandom(7);
    return LongStream.range(0, count)
        .map(i -> Math.round(1e6 * Math.exp(sigma * random.nextGaussian())))
        .toArray();
  }
}
