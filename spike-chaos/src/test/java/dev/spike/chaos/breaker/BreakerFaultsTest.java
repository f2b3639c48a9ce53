package dev.spike.chaos.breaker;

import static dev.spike.chaos.breaker.BreakerFaults.forcedOpen;
import static dev.spike.chaos.breaker.BreakerFaults.halfOpen;
import static dev.spike.chaos.fault.Faults.exception;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Injected;
import dev.spike.chaos.Lease;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

/** A real breaker under each fault. */
class BreakerFaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("payment");

  @Test
  void aForcedOpenBreakerRejectsUntilTheRevert() {
    try (Lease lease = forcedOpen(breaker).on("payment").arm(ARMING)) {
      assertThatThrownBy(() -> breaker.executeRunnable(() -> {}))
          .isInstanceOf(CallNotPermittedException.class);
      assertThat(lease.journal())
          .extracting(Injected::subject)
          .containsExactly("CLOSED to FORCED_OPEN");
    }
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    breaker.executeRunnable(() -> {});
  }

  @Test
  void aBreakerGoesBackToTheStateItCameFrom() {
    for (State before : State.values()) {
      if (before != State.HALF_OPEN && before != State.FORCED_OPEN) {
        enter(before);
        for (var fault : java.util.List.of(forcedOpen(breaker), halfOpen(breaker))) {
          fault.on("payment").arm(ARMING).close();
          assertThat(breaker.getState()).isEqualTo(before);
        }
      }
    }
  }

  /** Two at a time would leave it forced open for good, if they end in the order they began. */
  @Test
  void aBreakerThatIsForcedOpenIsRefused() {
    try (Lease first = forcedOpen(breaker).on("payment").arm(ARMING)) {
      for (var fault : java.util.List.of(forcedOpen(breaker), halfOpen(breaker))) {
        assertThatThrownBy(() -> fault.on("payment").arm(ARMING))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("breaker payment is forced open already");
      }
      assertThat(breaker.getState()).isEqualTo(State.FORCED_OPEN);
    }
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
  }

  @Test
  void oneThatClosedByItselfIsNotOpenedByTheRevert() {
    breaker.transitionToOpenState();
    try (Lease lease = halfOpen(breaker).on("payment").arm(ARMING)) {
      for (int i = 0; i < 10; i++) {
        breaker.executeRunnable(() -> {});
      }
    }
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
  }

  private void enter(State state) {
    switch (state) {
      case CLOSED -> breaker.transitionToClosedState();
      case OPEN -> breaker.transitionToOpenState();
      case DISABLED -> breaker.transitionToDisabledState();
      case METRICS_ONLY -> breaker.transitionToMetricsOnlyState();
      case FORCED_OPEN, HALF_OPEN -> throw new IllegalArgumentException();
    }
  }

  @Test
  void aHalfOpenBreakerTriesAndGoesOnByItself() {
    try (Lease lease = halfOpen(breaker).on("payment").arm(ARMING)) {
      assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
      for (int i = 0; i < 10; i++) {
        breaker.executeRunnable(() -> {});
      }
      assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
  }

  /** A condition on the breaker's state: a fault that acts only while it tries. */
  @Test
  void aFaultCanActWhileABreakerIsHalfOpen() {
    ChaosPoint point = ChaosPoint.of("breaker.trial");
    try (Lease failing =
        exception(IllegalStateException::new)
            .on("breaker.trial")
            .when(() -> breaker.getState() == State.HALF_OPEN)
            .arm(ARMING)) {
      point.hit();
      breaker.transitionToOpenState();
      breaker.transitionToHalfOpenState();
      assertThatThrownBy(point::hit).isInstanceOf(IllegalStateException.class);
    }
  }
}
