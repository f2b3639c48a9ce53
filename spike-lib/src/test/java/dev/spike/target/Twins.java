package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Breakers that are each wrong in one way. */
final class Twins {
  private Twins() {}

  /** Takes failures for successes. */
  static final class NeverOpens extends Twin {
    NeverOpens(CircuitBreakerConfig config) {
      super(config, config);
    }

    @Override
    public void onError(long duration, TimeUnit unit, Throwable throwable) {
      real.onSuccess(duration, unit);
    }
  }

  /** Goes by other rules than it says. */
  static final class ClaimsAnother extends Twin {
    ClaimsAnother(CircuitBreakerConfig real, CircuitBreakerConfig claimed) {
      super(real, claimed);
    }
  }

  /** Asks for permission and, in one state, does not heed the answer. */
  static final class Leaky extends Twin {
    private final State state;

    Leaky(CircuitBreakerConfig config, State state) {
      super(config, config);
      this.state = state;
    }

    @Override
    public void acquirePermission() {
      try {
        real.acquirePermission();
      } catch (CallNotPermittedException e) {
        if (real.getState() != state) {
          throw e;
        }
      }
    }
  }

  /** Forgets the answers to its trials. */
  static final class NeverCloses extends Twin {
    NeverCloses(CircuitBreakerConfig config) {
      super(config, config);
    }

    @Override
    public void onResult(long duration, TimeUnit unit, Object result) {
      if (real.getState() != State.HALF_OPEN) {
        real.onResult(duration, unit, result);
      }
    }
  }

  /** Refuses a call now and then for no reason. */
  static final class Moody extends Twin {
    private final AtomicInteger asked = new AtomicInteger();

    Moody(CircuitBreakerConfig config) {
      super(config, config);
    }

    @Override
    public void acquirePermission() {
      if (asked.incrementAndGet() == 5) {
        throw CallNotPermittedException.createCallNotPermittedException(real);
      }
      real.acquirePermission();
    }
  }

  /** Thinks for a while before it refuses. */
  static final class SlowToRefuse extends Twin {
    SlowToRefuse(CircuitBreakerConfig config) {
      super(config, config);
    }

    @Override
    public void acquirePermission() {
      try {
        real.acquirePermission();
      } catch (CallNotPermittedException e) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3);
        while (System.nanoTime() - end < 0) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
        throw e;
      }
    }
  }

  /** Passes everything on to a real breaker, whose configuration may be another than it claims. */
  abstract static class Twin implements CircuitBreaker {
    final CircuitBreaker real;
    private final CircuitBreakerConfig claimed;

    Twin(CircuitBreakerConfig config, CircuitBreakerConfig claimed) {
      this.real = CircuitBreaker.of("twin", config);
      this.claimed = claimed;
    }

    @Override
    public CircuitBreakerConfig getCircuitBreakerConfig() {
      return claimed;
    }

    @Override
    public boolean tryAcquirePermission() {
      return real.tryAcquirePermission();
    }

    @Override
    public void acquirePermission() {
      real.acquirePermission();
    }

    @Override
    public void releasePermission() {
      real.releasePermission();
    }

    @Override
    public void onError(long duration, TimeUnit unit, Throwable throwable) {
      real.onError(duration, unit, throwable);
    }

    @Override
    public void onSuccess(long duration, TimeUnit unit) {
      real.onSuccess(duration, unit);
    }

    @Override
    public void onResult(long duration, TimeUnit unit, Object result) {
      real.onResult(duration, unit, result);
    }

    @Override
    public void reset() {
      real.reset();
    }

    @Override
    public void transitionToClosedState() {
      real.transitionToClosedState();
    }

    @Override
    public void transitionToOpenState() {
      real.transitionToOpenState();
    }

    @Override
    public void transitionToOpenStateFor(Duration wait) {
      real.transitionToOpenStateFor(wait);
    }

    @Override
    public void transitionToOpenStateUntil(Instant until) {
      real.transitionToOpenStateUntil(until);
    }

    @Override
    public void transitionToHalfOpenState() {
      real.transitionToHalfOpenState();
    }

    @Override
    public void transitionToDisabledState() {
      real.transitionToDisabledState();
    }

    @Override
    public void transitionToMetricsOnlyState() {
      real.transitionToMetricsOnlyState();
    }

    @Override
    public void transitionToForcedOpenState() {
      real.transitionToForcedOpenState();
    }

    @Override
    public String getName() {
      return real.getName();
    }

    @Override
    public State getState() {
      return real.getState();
    }

    @Override
    public Metrics getMetrics() {
      return real.getMetrics();
    }

    @Override
    public Map<String, String> getTags() {
      return real.getTags();
    }

    @Override
    public EventPublisher getEventPublisher() {
      return real.getEventPublisher();
    }

    @Override
    public long getCurrentTimestamp() {
      return real.getCurrentTimestamp();
    }

    @Override
    public TimeUnit getTimestampUnit() {
      return real.getTimestampUnit();
    }
  }
}
