package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.jspecify.annotations.Nullable;

/**
 * A change of a breaker's state, as its event told it. The change itself came before the event, and
 * after its cause had begun.
 *
 * @param from the state left
 * @param to the state entered
 * @param told when the event came, in nanoseconds of the monotonic clock
 * @param clockTold the same on the breaker's own clock, in milliseconds
 * @param cause the call within which it happened; null when it happened on a thread that was in
 *     none, such as the scheduler of a timer
 */
record StateChange(State from, State to, long told, long clockTold, @Nullable BreakerCall cause) {}
