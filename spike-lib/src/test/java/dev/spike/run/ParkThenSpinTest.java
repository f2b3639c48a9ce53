package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a clock that ticks when it is read, and parks that overshoot by known amounts. */
class ParkThenSpinTest {
  private static final long MICRO = 1_000;
  private static final long TICK = 20;
  private static final long BUDGET = 100 * MICRO;

  private final SplittableRandom random = new SplittableRandom(42);
  private long now = 7;
  private int parks;
  private long lastWoken;
  private LongSupplier overshoot = () -> 0;
  private ParkThenSpin waiter = waiter(BUDGET);

  private ParkThenSpin waiter(long spinNanos) {
    return new ParkThenSpin(this::tick, this::park, spinNanos);
  }

  private long tick() {
    return now += TICK;
  }

  private void park(long nanos) {
    parks++;
    now += nanos + overshoot.getAsLong();
    lastWoken = now;
  }

  @AfterEach
  void leavesNoInterrupt() {
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Waits that much on, and tells by how much it was late. */
  private long lateAfter(long gap) throws InterruptedException {
    long due = now + gap;
    waiter.waitUntil(due);
    return now - due;
  }

  private double shareLate(int waits, long gap, long tolerance) throws InterruptedException {
    int late = 0;
    for (int i = 0; i < waits; i++) {
      late += lateAfter(gap) > tolerance ? 1 : 0;
    }
    return (double) late / waits;
  }

  @Test
  void aConstantOvershootIsLearntAndHardlySpunFor() throws Exception {
    overshoot = () -> 60 * MICRO;
    shareLate(1_000, 1_000 * MICRO, 0);

    for (int i = 0; i < 1_000; i++) {
      long due = now + 1_000 * MICRO;
      waiter.waitUntil(due);
      assertThat(now - due).isBetween(0L, ParkThenSpin.STEP_NANOS);
      assertThat(due - lastWoken).isLessThan(2 * ParkThenSpin.STEP_NANOS);
    }
    assertThat(parks).isEqualTo(2_000);
  }

  /** Uniform on [20, 80) us; the step blurs the quantile by itself. */
  @Test
  void aShareOfTheParksOneMinusTheQuantileEndsTooLate() throws Exception {
    overshoot = () -> random.nextLong(20 * MICRO, 80 * MICRO);
    shareLate(1_000, 1_000 * MICRO, 0);

    assertThat(shareLate(100_000, 1_000 * MICRO, 3 * TICK))
        .isCloseTo(1 - ParkThenSpin.QUANTILE, within(0.01));
  }

  /** One in a hundred is 5 ms late: the median of the others stays what it was. */
  @Test
  void wildOvershootsDoNotDrawTheLeadAlong() throws Exception {
    overshoot = () -> random.nextInt(100) == 0 ? 5_000 * MICRO : 30 * MICRO;
    shareLate(1_000, 10_000 * MICRO, 0);

    for (int i = 0; i < 1_000; i++) {
      long due = now + 10_000 * MICRO;
      waiter.waitUntil(due);
      assertThat(due - lastWoken).isLessThan(10 * MICRO);
    }
  }

  @Test
  void noWaitSpinsForLongerThanItsBudget() throws Exception {
    overshoot = () -> 500 * MICRO;
    shareLate(1_000, 1_000 * MICRO, 0);
    overshoot = () -> 0;

    long due = now + 1_000 * MICRO;
    waiter.waitUntil(due);

    assertThat(due - lastWoken).isBetween(BUDGET - TICK, BUDGET);
  }

  @Test
  void withoutABudgetItOnlyParks() throws Exception {
    waiter = waiter(0);
    overshoot = () -> 50 * MICRO;

    assertThat(shareLate(1_000, 1_000 * MICRO, 50 * MICRO - 1)).isEqualTo(1);
    assertThat(parks).isEqualTo(1_000);
  }

  @Test
  void whatIsNearerThanTheLeadIsSpunFor() throws Exception {
    overshoot = () -> 60 * MICRO;
    shareLate(1_000, 1_000 * MICRO, 0);
    parks = 0;

    assertThat(shareLate(1_000, 10 * MICRO, TICK)).isZero();
    assertThat(parks).isZero();
  }

  /** 90 us learnt on a busy machine would otherwise spin for ever at gaps of 80 us. */
  @Test
  void aLeadLongerThanEveryGapWearsOff() throws Exception {
    overshoot = () -> 90 * MICRO;
    shareLate(1_000, 1_000 * MICRO, 0);
    overshoot = () -> 20 * MICRO;
    parks = 0;

    shareLate(30_000, 80 * MICRO, 0);
    assertThat(parks).isPositive();
    parks = 0;
    shareLate(1_000, 80 * MICRO, 0);
    assertThat(parks).isEqualTo(1_000);
  }

  @Test
  void aParkThatEndsEarlyIsTakenUpAgain() throws Exception {
    waiter = waiter(0);
    overshoot = () -> parks % 2 == 1 ? -500 * MICRO : 0;

    assertThat(lateAfter(1_000 * MICRO)).isBetween(0L, 3 * TICK);
    assertThat(parks).isEqualTo(2);
  }

  @Test
  void whatHasPassedIsNotWaitedFor() throws Exception {
    waiter.waitUntil(now - 1);

    assertThat(parks).isZero();
  }

  @Test
  void anInterruptEndsParkAndSpin() throws Exception {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> interruptedWait(1_000 * MICRO));
    overshoot = () -> 60 * MICRO;
    shareLate(1_000, 1_000 * MICRO, 0);
    parks = 0;
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> interruptedWait(10 * MICRO));
    assertThat(parks).isZero();
  }

  private void interruptedWait(long gap) throws InterruptedException {
    Thread.currentThread().interrupt();
    waiter.waitUntil(now + gap);
  }
}
