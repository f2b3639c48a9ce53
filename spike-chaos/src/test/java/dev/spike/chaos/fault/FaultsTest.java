package dev.spike.chaos.fault;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(5));

  @Test
  void latencyIsNeverEarly() {
    ChaosPoint point = ChaosPoint.of("faults.latency");
    for (Duration delay : List.of(ofNanos(1), ofNanos(50_000), ofMillis(1), ofMillis(7))) {
      try (Lease lease = latency(delay).on("faults.latency").arm(ARMING)) {
        for (int i = 0; i < 20; i++) {
          LockSupport.unpark(Thread.currentThread()); // a stray wake-up must not end the wait
          long since = System.nanoTime();
          point.hit();
          assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(delay.toNanos());
        }
        assertThat(lease.fired()).isEqualTo(20);
      }
    }
  }

  @Test
  void delaysOutOfBoundsAreRefused() {
    for (Duration delay :
        List.of(Duration.ZERO, ofNanos(-1), ofHours(1).plusNanos(1), ofDays(Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> latency(delay))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(delay.toString())
          .hasMessageContaining("PT1H");
    }
    assertThat(latency(ofHours(1))).isEqualTo(latency(ofHours(1)));
  }

  @Test
  void everyCallGetsAnExceptionOfItsOwn() {
    ChaosPoint point = ChaosPoint.of("faults.own");
    try (Lease lease =
        exception(() -> new IllegalStateException("injected")).on("faults.own").arm(ARMING)) {
      Throwable first = catchThrowable(point::hit);
      assertThat(first).hasMessage("injected").isNotSameAs(catchThrowable(point::hit));
      assertThat(first.getStackTrace())
          .anyMatch(frame -> frame.getMethodName().equals("everyCallGetsAnExceptionOfItsOwn"));
    }
  }

  @Test
  void aMakerThatReturnsNullIsNamed() {
    try (Lease lease = exception(() -> null).on("faults.null").arm(ARMING)) {
      assertThatThrownBy(ChaosPoint.of("faults.null")::hit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("exception fault on faults.null returned null");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what code without null checks can do
  void aMissingMakerIsRefusedBeforeItIsArmed() {
    assertThatThrownBy(() -> exception(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("maker");
  }

  @Test
  void whatAMakerThrowsReachesTheCall() {
    try (Lease lease =
        exception(
                () -> {
                  throw new UnsupportedOperationException("maker");
                })
            .on("faults.throwing")
            .arm(ARMING)) {
      assertThatThrownBy(ChaosPoint.of("faults.throwing")::hit)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("maker");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.000001, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesThatAreNoneAreRefused(double share) {
    Injection injection = latency(ofMillis(1)).on("faults.share");
    assertThatThrownBy(() -> injection.withProbability(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(share));
  }

  @Test
  void anInjectionIsAValue() {
    Injection injection = latency(ofMillis(1)).on("faults.value");
    assertThat(injection.withProbability(0.5))
        .isEqualTo(latency(ofMillis(1)).on("faults.value").withProbability(0.5))
        .isNotEqualTo(injection);
    assertThat(injection.probability()).isEqualTo(1);
    assertThat(injection.withProbability(0.5))
        .hasToString("latency fault on faults.value (probability 0.5)");
  }

  @Test
  void aFaultIsNotPlacedAtANameThatNoPointCanHave() {
    assertThatThrownBy(() -> latency(ofMillis(1)).on("not a name"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'not a name'");
  }

  @Test
  void timesToLiveOutOfBoundsAreRefusedInOneLine() {
    for (Duration life :
        List.of(Duration.ZERO, ofNanos(-1), ofDays(1).plusNanos(1), ofDays(Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> Arming.of(1, life))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(life.toString())
          .hasMessageContaining("PT24H")
          .hasMessageNotContaining("\n");
    }
    assertThat(Arming.of(1, ofSeconds(10)).timeToLive()).isEqualTo(ofSeconds(10));
    assertThatThrownBy(() -> Arming.of(1, ofSeconds(10)).withOrdinal(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
