package dev.spike.chaos.breaker;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.Objects;

/** Brings a breaker into a state, and back into the one it came from. */
record ForcedState(String kind, CircuitBreaker breaker, State state) implements StandingFault {
  ForcedState {
    Objects.requireNonNull(breaker, "The breaker was null: give the one under test");
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    State before = breaker.getState();
    if (before == State.FORCED_OPEN) {
      throw new IllegalStateException(
          "breaker %s is forced open already, so nobody would know what to bring it back to: end that first"
              .formatted(breaker.getName()));
    }
    enter(state);
    lease.acted(before + " to " + state);
    return () -> goBack(before);
  }

  private void goBack(State before) {
    State now = breaker.getState();
    boolean healed = state == State.HALF_OPEN && now == State.CLOSED;
    if (now != before && !healed) {
      enter(before);
    }
    if (breaker.getState() == State.FORCED_OPEN) {
      throw new IllegalStateException("breaker " + breaker.getName() + " is still forced open");
    }
  }

  /** By way of the closed state, from which alone every other one can be reached. */
  private void enter(State next) {
    if (next == State.HALF_OPEN && breaker.getState() == State.OPEN) {
      breaker.transitionToHalfOpenState();
      return;
    }
    breaker.transitionToClosedState();
    switch (next) {
      case CLOSED -> {}
      case OPEN -> breaker.transitionToOpenState();
      case FORCED_OPEN -> breaker.transitionToForcedOpenState();
      case HALF_OPEN -> {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
      }
      case DISABLED -> breaker.transitionToDisabledState();
      case METRICS_ONLY -> breaker.transitionToMetricsOnlyState();
    }
  }
}
