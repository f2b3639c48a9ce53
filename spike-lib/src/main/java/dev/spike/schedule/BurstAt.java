package dev.spike.schedule;

/**
 * Arrivals released together.
 *
 * @param atNanos the instant
 * @param count how many; at least one
 */
public record BurstAt(long atNanos, int count) {
  /** The same burst moved in time. */
  BurstAt shifted(long byNanos) {
    return new BurstAt(atNanos + byNanos, count);
  }
}
