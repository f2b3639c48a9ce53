package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to a breaker and notes it, with its outcome as the breaker's configuration
 * sees it. Thread-safe.
 */
final class WatchedBreaker implements CircuitBreaker {
  private final CircuitBreaker target;
  private final CircuitBreakerConfig config;
  private volatile BreakerLog log;
  private volatile boolean watching;

  WatchedBreaker(CircuitBreaker target) {
    this.target = target;
    this.config = target.getCircuitBreakerConfig();
    this.log = newLog();
    // A publisher has no way to take a consumer off again: once is enough, and idle it costs
    // little.
    target.getEventPublisher().onEvent(this::heard);
  }

  private BreakerLog newLog() {
    return new BreakerLog(config.getClock()::millis);
  }

  void watch() {
    log = newLog();
    watching = true;
  }

  void stop() {
    watching = false;
  }

  BreakerLog log() {
    return log;
  }

  private void heard(CircuitBreakerEvent event) {
    if (!watching) {
      return;
    }
    if (event instanceof CircuitBreakerOnStateTransitionEvent change) {
      log.changed(
          change.getStateTransition().getFromState(), change.getStateTransition().getToState());
      return;
    }
    switch (event.getEventType()) {
      case SUCCESS, ERROR, IGNORED_ERROR, NOT_PERMITTED -> log.heardOfCall();
      default -> {}
    }
  }

  @Override
  public boolean tryAcquirePermission() {
    BreakerLog record = log;
    BreakerCall call = record.begin();
    boolean permitted = false;
    try {
      permitted = target.tryAcquirePermission();
      return permitted;
    } finally {
      record.end(call, permitted ? BreakerCall.Kind.PERMITTED : BreakerCall.Kind.REJECTED);
    }
  }

  @Override
  public void acquirePermission() {
    BreakerLog record = log;
    BreakerCall call = record.begin();
    BreakerCall.Kind kind = BreakerCall.Kind.PERMITTED;
    try {
      target.acquirePermission();
    } catch (CallNotPermittedException e) {
      kind = BreakerCall.Kind.REJECTED;
      throw e;
    } finally {
      record.end(call, kind);
    }
  }

  @Override
  public void releasePermission() {
    noting(BreakerCall.Kind.RELEASED, false, false, target::releasePermission);
  }

  @Override
  public void onError(long duration, TimeUnit durationUnit, Throwable throwable) {
    boolean wrapped =
        throwable instanceof CompletionException || throwable instanceof ExecutionException;
    @Nullable Throwable error = wrapped ? throwable.getCause() : throwable;
    boolean ignored = matches(config.getIgnoreExceptionPredicate(), error);
    boolean failed = !ignored && matches(config.getRecordExceptionPredicate(), error);
    noting(
        ignored ? BreakerCall.Kind.RELEASED : BreakerCall.Kind.ANSWERED,
        failed,
        isSlow(duration, durationUnit),
        () -> target.onError(duration, durationUnit, throwable));
  }

  // A wrapper without a cause is given to the predicate as null, as the breaker itself does.
  @SuppressWarnings("NullAway")
  private static boolean matches(Predicate<Throwable> predicate, @Nullable Throwable error) {
    return predicate.test(error);
  }

  @Override
  public void onSuccess(long duration, TimeUnit durationUnit) {
    noting(
        BreakerCall.Kind.ANSWERED,
        false,
        isSlow(duration, durationUnit),
        () -> target.onSuccess(duration, durationUnit));
  }

  @Override
  public void onResult(long duration, TimeUnit durationUnit, @Nullable Object result) {
    noting(
        BreakerCall.Kind.ANSWERED,
        result != null && config.getRecordResultPredicate().test(result),
        isSlow(duration, durationUnit),
        () -> target.onResult(duration, durationUnit, result));
  }

  private boolean isSlow(long duration, TimeUnit unit) {
    return unit.toNanos(duration) > config.getSlowCallDurationThreshold().toNanos();
  }

  private void noting(BreakerCall.Kind kind, boolean failed, boolean slow, Runnable action) {
    BreakerLog record = log;
    BreakerCall call = record.begin();
    call.failed = failed;
    call.slow = slow;
    try {
      action.run();
    } finally {
      record.end(call, kind);
    }
  }

  private void ordering(Runnable command) {
    noting(BreakerCall.Kind.COMMAND, false, false, command);
  }

  @Override
  public void reset() {
    ordering(target::reset);
  }

  @Override
  public void transitionToClosedState() {
    ordering(target::transitionToClosedState);
  }

  @Override
  public void transitionToOpenState() {
    ordering(target::transitionToOpenState);
  }

  @Override
  public void transitionToOpenStateFor(Duration waitDuration) {
    ordering(() -> target.transitionToOpenStateFor(waitDuration));
  }

  @Override
  public void transitionToOpenStateUntil(Instant waitUntil) {
    ordering(() -> target.transitionToOpenStateUntil(waitUntil));
  }

  @Override
  public void transitionToHalfOpenState() {
    ordering(target::transitionToHalfOpenState);
  }

  @Override
  public void transitionToDisabledState() {
    ordering(target::transitionToDisabledState);
  }

  @Override
  public void transitionToMetricsOnlyState() {
    ordering(target::transitionToMetricsOnlyState);
  }

  @Override
  public void transitionToForcedOpenState() {
    ordering(target::transitionToForcedOpenState);
  }

  @Override
  public String getName() {
    return target.getName();
  }

  @Override
  public State getState() {
    return target.getState();
  }

  @Override
  public CircuitBreakerConfig getCircuitBreakerConfig() {
    return config;
  }

  @Override
  public Metrics getMetrics() {
    return target.getMetrics();
  }

  @Override
  public Map<String, String> getTags() {
    return target.getTags();
  }

  @Override
  public EventPublisher getEventPublisher() {
    return target.getEventPublisher();
  }

  @Override
  public long getCurrentTimestamp() {
    return target.getCurrentTimestamp();
  }

  @Override
  public TimeUnit getTimestampUnit() {
    return target.getTimestampUnit();
  }
}
