package dev.spike;

/**
 * Asks the target whether it is there and well: before a scenario (if not, it is SKIPPED) and after
 * it.
 */
@FunctionalInterface
public interface HealthCheck {
  /** Asks now, within a bounded time; does not throw: a failure is a diagnosis. */
  Health check();
}
