package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DrawTest {
  private static final int OPERATIONS = 4_000;
  private static final int HITS = 3;
  private static final double SHARE = 0.3;
  private static final ChaosPoint POINT = ChaosPoint.of("draw.point");
  private static final Injection INJECTION =
      exception(Made::new).on("draw.point").withProbability(SHARE);

  private static final class Made extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Test
  void decisionsDoNotDependOnThreadsOrTheirOrder() throws Exception {
    BitSet inOrder = decisions(42, 1, IntStream.range(0, OPERATIONS).boxed().toList());
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, OPERATIONS).boxed().toList());
    Collections.shuffle(shuffled, new Random(7));

    assertThat(decisions(42, 8, shuffled)).isEqualTo(inOrder);
    assertThat(decisions(43, 1, shuffled)).isNotEqualTo(inOrder);
  }

  @Test
  void theShareThatFiresIsTheProbability() throws Exception {
    int hits = OPERATIONS * HITS;
    double fiveSigma = 5 * Math.sqrt(hits * SHARE * (1 - SHARE));
    for (long seed : new long[] {0, 1, 42, -1, Long.MIN_VALUE}) {
      BitSet fired = decisions(seed, 1, IntStream.range(0, OPERATIONS).boxed().toList());
      assertThat((double) fired.cardinality()).isCloseTo(hits * SHARE, within(fiveSigma));
    }
  }

  @Test
  void hitsWithinAnOperationAndNeighbouringOperationsAreIndependent() {
    Draw draw = Draw.of(INJECTION, "draw.point", Arming.of(42, ofMinutes(1)));
    double fiveSigma = 5 * Math.sqrt(OPERATIONS * SHARE * SHARE * (1 - SHARE * SHARE));
    assertThat((double) bothAct(i -> acts(draw, i, 1), i -> acts(draw, i, 2)))
        .isCloseTo(OPERATIONS * SHARE * SHARE, within(fiveSigma));
    assertThat((double) bothAct(i -> acts(draw, i, 1), i -> acts(draw, i + 1L, 1)))
        .isCloseTo(OPERATIONS * SHARE * SHARE, within(fiveSigma));
  }

  @Test
  void kindPointAndOrdinalDrawForThemselves() {
    Arming arming = Arming.of(42, ofMinutes(1));
    Draw draw = Draw.of(INJECTION, "draw.point", arming);
    Injection same = exception(Made::new).on("draw.point").withProbability(SHARE);
    assertThat(Draw.of(same, "draw.point", arming)).as("same identity").isEqualTo(draw);
    assertThat(Draw.of(INJECTION, "draw.point", arming.withOrdinal(1))).isNotEqualTo(draw);
    assertThat(Draw.of(INJECTION, "draw.other", arming)).isNotEqualTo(draw);
    Injection otherKind = latency(ofMinutes(1)).on("draw.point");
    assertThat(Draw.of(otherKind, "draw.point", arming)).isNotEqualTo(draw);
  }

  @Test
  void theThresholdDecidesAsTheNumberDoes() {
    Random random = new Random(3);
    for (double probability : new double[] {1e-300, 0x1p-53, 0.1, 0.3, 0.5, 0.999, 1}) {
      long threshold = Draw.threshold(probability);
      for (long edge : new long[] {0, threshold - 1, threshold, threshold + 1, random.nextLong()}) {
        long bits = Math.min(edge, (1L << 53) - 1) << Draw.UNUSED_BITS;
        assertThat(Draw.isBelow(threshold, bits)).isEqualTo(Draw.uniform(bits) < probability);
      }
    }
  }

  @Test
  void probabilityOneAlwaysActs() {
    assertThat(Draw.uniform(-1L)).isLessThan(1);
    assertThat(Draw.uniform(0)).isZero();
  }

  @Test
  void outsideAnyCallHitsAreCountedFromTheArming() {
    assertThat(outsideDecisions(42))
        .isEqualTo(outsideDecisions(42))
        .isNotEqualTo(outsideDecisions(43));
  }

  @Test
  void decisionsFollowThePublishedFormula() {
    Draw draw = Draw.of(INJECTION, "draw.point", Arming.of(42, ofMinutes(1)));
    assertThat(IntStream.range(0, 30).filter(i -> acts(draw, i, 1)).boxed().toList())
        .containsExactly(0, 3, 9, 12, 14, 15, 17, 18);
  }

  private static boolean acts(Draw draw, long arrival, int nth) {
    return Draw.uniform(Draw.bits(draw.half(arrival, 0), nth)) < SHARE;
  }

  private static BitSet outsideDecisions(long seed) {
    BitSet fired = new BitSet();
    try (Lease lease = INJECTION.arm(Arming.of(seed, ofMinutes(5)))) {
      for (int i = 0; i < 200; i++) {
        fired.set(i, isHit());
      }
    }
    return fired;
  }

  private static long bothAct(IntPredicate one, IntPredicate other) {
    return IntStream.range(0, OPERATIONS).filter(one.and(other)).count();
  }

  private static BitSet decisions(long seed, int threads, List<Integer> arrivals)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    BitSet fired = new BitSet();
    try (Lease lease = INJECTION.arm(Arming.of(seed, ofMinutes(5)))) {
      List<Future<BitSet>> results =
          arrivals.stream().map(arrival -> pool.submit(() -> operation(arrival))).toList();
      for (Future<BitSet> result : results) {
        fired.or(result.get());
      }
      assertThat(lease.considered()).isEqualTo((long) OPERATIONS * HITS);
      assertThat(lease.fired()).isEqualTo(fired.cardinality());
    } finally {
      pool.shutdownNow();
    }
    return fired;
  }

  private static BitSet operation(int arrival) {
    BitSet fired = new BitSet();
    try (ChaosCall.Scope call = ChaosCall.enter(arrival)) {
      for (int hit = 0; hit < HITS; hit++) {
        fired.set(arrival * HITS + hit, isHit());
      }
    }
    return fired;
  }

  private static boolean isHit() {
    try {
      POINT.hit(Made.class);
      return false;
    } catch (Made e) {
      return true;
    }
  }
}
