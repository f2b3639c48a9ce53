package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.jspecify.annotations.Nullable;

/**
 * A stay of the breaker in one state. When it came and went is known within bounds, in nanoseconds
 * of the monotonic clock: it surely was there from {@code latestIn} to {@code earliestOut}, and
 * surely not before {@code earliestIn} nor after {@code latestOut}.
 *
 * @param state the state
 * @param attempt how often it had opened since it was closed
 * @param in how it came; null for the first
 * @param out how it went; null for the last
 */
record Stay(
    State state,
    int attempt,
    long earliestIn,
    long latestIn,
    long earliestOut,
    long latestOut,
    @Nullable StateChange in,
    @Nullable StateChange out) {
  boolean is(State other) {
    return state == other;
  }

  /** Whether the breaker surely was in this state throughout a call. */
  boolean surelyHolds(BreakerCall call) {
    return call.within(latestIn, earliestOut);
  }

  /** Whether a call surely fell into this state, though it may itself have brought it about. */
  boolean surelyHoldsOrBegins(BreakerCall call) {
    boolean cause = in != null && in.cause() == call;
    return (cause || call.begin >= latestIn) && call.end < earliestOut;
  }
}
