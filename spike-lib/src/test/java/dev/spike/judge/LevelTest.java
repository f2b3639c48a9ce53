package dev.spike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The error of a mean against the spread of many means. */
class LevelTest {
  private static final int SERIES = 2_000;
  private static final int BUCKETS = 60;

  @Test
  void independentBucketsHaveTheUsualError() {
    assertThat(claimedOverTrue(0)).isCloseTo(1, within(0.1));
  }

  /** Without the correlation 0.58 and 0.38 would be claimed. */
  @Test
  void bucketsThatRememberTellLess() {
    assertThat(claimedOverTrue(0.5)).isCloseTo(1, within(0.1));
    assertThat(claimedOverTrue(0.75)).isCloseTo(0.95, within(0.1));
  }

  @Test
  void alternatingBucketsTellNoMore() {
    double[] values = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1};

    assertThat(level(values).scatter()).isCloseTo(10 / 9.0, within(1e-9));
  }

  @Test
  void whatNeverChangesIsKnownExactly() {
    Level level = level(new double[] {3, 3, 3});

    assertThat(level.mean()).isEqualTo(3);
    assertThat(level.errorAgainst(level)).isZero();
  }

  /** The mean standard error over the standard deviation of the means, for a given correlation. */
  private static double claimedOverTrue(double r) {
    RandomGenerator random = new SplittableRandom(1);
    double claimed = 0;
    double squares = 0;
    for (int s = 0; s < SERIES; s++) {
      Level level = level(series(r, random));
      claimed += level.scatter() / BUCKETS / SERIES;
      squares += level.mean() * level.mean() / SERIES;
    }
    return Math.sqrt(claimed / squares);
  }

  private static double[] series(double r, RandomGenerator random) {
    double[] values = new double[BUCKETS];
    double value = random.nextGaussian();
    for (int i = 0; i < BUCKETS; i++) {
      value = r * value + Math.sqrt(1 - r * r) * random.nextGaussian();
      values[i] = value;
    }
    return values;
  }

  private static Level level(double[] values) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      buckets.add(new Bucket(i, i + 1L, Interval.empty(i), 0));
    }
    return Level.of(buckets, bucket -> values[(int) bucket.startNanos()]);
  }
}
