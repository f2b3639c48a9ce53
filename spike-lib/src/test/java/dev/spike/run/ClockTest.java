package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClockTest {
  private static final long MILLI = 1_000_000;

  private final Clock clock = Clock.system();

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, Long.MAX_VALUE})
  void aWaiterNeverReturnsEarly(long spinNanos) throws Exception {
    Clock.Waiter waiter = clock.waiter(spinNanos);
    long due = clock.nanoTime();
    for (int i = 0; i < 100; i++) {
      due += i % 2 == 0 ? MILLI / 2 : MILLI / 100;
      waiter.waitUntil(due);
      assertThat(clock.nanoTime() - due).isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, Long.MAX_VALUE})
  void anInterruptEndsTheWait(long spinNanos) {
    Clock.Waiter waiter = clock.waiter(spinNanos);
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> waiter.waitUntil(clock.nanoTime() + 3_600_000 * MILLI));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void exactlyIsNeverEarlyEither() throws Exception {
    long due = clock.nanoTime() + 3 * MILLI;
    clock.awaitExactly(due);

    assertThat(clock.nanoTime() - due).isNotNegative();
  }

  @Test
  void aNegativeBudgetIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.waiter(-1))
        .withMessage("spin budget of -1 ns: it must not be negative; 0 only parks");
  }

  @Test
  void onAnotherClockAWaiterSleeps() throws Exception {
    ManualClock manual = new ManualClock();
    manual.waiter(100_000).waitUntil(5_000);

    assertThat(manual.nanoTime()).isEqualTo(5_000);
  }
}
