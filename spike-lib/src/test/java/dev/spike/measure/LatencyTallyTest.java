package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatencyTallyTest {
  private static Map<Long, Long> read(LatencyTally tally) {
    TreeMap<Long, Long> read = new TreeMap<>();
    tally.toLatencies().forEach(read::put);
    return read;
  }

  @Test
  void countsAsAMapDoesAlsoWhenUsedAgain() {
    LatencyTally tally = new LatencyTally();
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double widest = 1 + seed;
      TreeMap<Long, Long> expected = new TreeMap<>();
      for (int i = 0; i < 100 * seed; i++) {
        long value = (long) Math.exp(random.nextDouble(0, widest));
        tally.add(value);
        expected.merge(Buckets.highestOf(Buckets.indexOf(value)), 1L, Long::sum);
      }
      assertThat(read(tally)).as("seed %d", seed).isEqualTo(expected);
      assertThat(tally.count()).isEqualTo(100L * seed);
      tally.clear();
      assertThat(tally.toLatencies()).isEqualTo(Latencies.EMPTY);
    }
  }

  /** Powers of two are where the places of all octaves coincide in a small table. */
  @Test
  void keepsApartWhatFallsOnOnePlace() {
    LatencyTally tally = new LatencyTally();
    List<Long> expected = new ArrayList<>();
    for (int bit = 10; bit < 63; bit++) {
      tally.add(1L << bit);
      tally.add(1L << bit);
      expected.add(Buckets.highestOf(Buckets.indexOf(1L << bit)));
    }
    assertThat(read(tally).keySet()).containsExactlyElementsOf(expected);
    assertThat(read(tally).values()).containsOnly(2L);
  }

  @Test
  void holdsEveryBucketInHalfAMegabyte() {
    LatencyTally tally = new LatencyTally();
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      tally.add(Buckets.highestOf(bucket));
    }
    tally.add(Long.MAX_VALUE);

    assertThat(tally.count()).isEqualTo(Buckets.COUNT + 1);
    assertThat(read(tally)).hasSize(Buckets.COUNT).containsEntry(Long.MAX_VALUE, 2L);
    assertThat(tally.places() * Long.BYTES).isLessThanOrEqualTo(512 * 1024);
  }

  @Test
  void aTimeBelowZeroIsZero() {
    LatencyTally tally = new LatencyTally();
    tally.add(0);
    tally.add(-1);
    tally.add(-5_000_000_000L);
    tally.add(Long.MIN_VALUE);

    assertThat(tally.toLatencies()).isEqualTo(Latencies.of(0, 0, 0, 0));
  }
}
