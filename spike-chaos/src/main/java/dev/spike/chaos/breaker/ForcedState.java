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
    enter(state);
    lease.acted(before + " to " + state);
    return () -> goBack(before);
  }

  private void goBack(State before) {
    if (breaker.getState() != before) {
      enter(before);
    }
    if (breaker.getState() == State.FORCED_OPEN && before != State.FORCED_OPEN) {
      throw new IllegalStateException("breaker " + breaker.getName() + " is still forced open");
    }
  }

  private void enter(State next) {
    switch (next) {
      case CLOSED -> breaker.transitionToClosedState();
      case OPEN -> breaker.transitionToOpenState();
      case FORCED_OPEN -> breaker.transitionToForcedOpenState();
      case HALF_OPEN -> enterHalfOpen();
      case DISABLED -> breaker.transitionToDisabledState();
      case METRICS_ONLY -> breaker.transitionToMetricsOnlyState();
    }
  }

  /** Which can be reached from an open one only. */
  private void enterHalfOpen() {
    if (breaker.getState() == State.CLOSED) {
      breaker.transitionToOpenState();
    }
    breaker.transitionToHalfOpenState();
  }
}
