package dev.spike.chaos.breaker;

import dev.spike.chaos.StandingFault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** Where faults of circuit breakers are made. */
public final class BreakerFaults {
  private BreakerFaults() {}

  /**
   * The breaker is open, whatever its calls do, until the fault is reverted. Then it is in the
   * state it was in before, with its counts started anew. Cannot begin while the breaker is forced
   * open already.
   */
  public static StandingFault forcedOpen(CircuitBreaker breaker) {
    return new ForcedState("breaker-forced-open", breaker, CircuitBreaker.State.FORCED_OPEN);
  }

  /**
   * The breaker is half-open from the arming on and goes on from there by itself. If it still is,
   * or has opened, at the revert, it goes back to the state it was in before; one that has closed
   * stays closed. Cannot begin while the breaker is forced open.
   */
  public static StandingFault halfOpen(CircuitBreaker breaker) {
    return new ForcedState("breaker-half-open", breaker, CircuitBreaker.State.HALF_OPEN);
  }
}
