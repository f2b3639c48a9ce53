package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;

/** What a breaker's configuration says it must do; immutable as far as the configuration is. */
final class BreakerRules {
  private static final int TRIES_TO_SEE_CHANCE = 8;

  private final CircuitBreakerConfig config;

  BreakerRules(CircuitBreakerConfig config) {
    this.config = config;
  }

  /** How the answers of a closed breaker are weighed. */
  WindowRule closedWindow() {
    int size = config.getSlidingWindowSize();
    int minimum = config.getMinimumNumberOfCalls();
    if (config.getSlidingWindowType() == SlidingWindowType.COUNT_BASED) {
      return WindowRule.ofCalls(size, Math.min(minimum, size));
    }
    boolean aligned =
        config.getSlidingWindowSynchronizationStrategy()
            == SlidingWindowSynchronizationStrategy.SYNCHRONIZED;
    return aligned
        ? WindowRule.ofClockSeconds(size, minimum)
        : WindowRule.ofSlidingSeconds(size, minimum);
  }

  /** A half-open breaker decides on the permitted calls, whatever its window is otherwise. */
  WindowRule halfOpenWindow() {
    int permitted = permitted();
    return WindowRule.ofCalls(permitted, Math.min(config.getMinimumNumberOfCalls(), permitted));
  }

  int permitted() {
    return config.getPermittedNumberOfCallsInHalfOpenState();
  }

  /** Whether a share of failed and one of slow answers, in percent, open the breaker. */
  boolean opens(float failed, float slow) {
    return failed >= config.getFailureRateThreshold() || slow >= config.getSlowCallRateThreshold();
  }

  /** Whether the configuration has a function of its own that opens it on some answers. */
  boolean opensOnOwnTerms() {
    return config.getTransitionOnResult()
        != CircuitBreakerConfig.ofDefaults().getTransitionOnResult();
  }

  /**
   * How long it stays open.
   *
   * @param attempt how often it has opened since it was closed, from 1
   */
  long waitMillis(int attempt) {
    return config.getWaitIntervalFunctionInOpenState().apply(attempt);
  }

  /** Whether the wait is drawn at random, so that nobody can foretell it. */
  boolean waitIsRandom() {
    long first = waitMillis(1);
    for (int i = 0; i < TRIES_TO_SEE_CHANCE; i++) {
      if (waitMillis(1) != first) {
        return true;
      }
    }
    return false;
  }

  boolean opensHalfByItself() {
    return config.isAutomaticTransitionFromOpenToHalfOpenEnabled();
  }

  /** How long it stays half-open at most; 0 when there is no limit. */
  long halfOpenLimitNanos() {
    return TimeUnit.MILLISECONDS.toNanos(config.getMaxWaitDurationInHalfOpenState().toMillis());
  }

  /** Where it goes when that limit is reached. */
  State afterHalfOpenLimit() {
    return config.getTransitionToStateAfterWaitDuration();
  }
}
