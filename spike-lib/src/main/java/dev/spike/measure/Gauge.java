package dev.spike.measure;

import java.util.function.DoubleSupplier;

/**
 * A named value that can be read at any time.
 *
 * @param name dotted name, such as {@code pool.active}; unique within a scenario
 * @param unit what the value counts
 * @param value reads it now; called from the sampling thread once a bucket, must not block, and
 *     gives NaN when the value is not to be had
 */
public record Gauge(String name, Unit unit, DoubleSupplier value) {
  /** Refuses a blank name. */
  public Gauge {
    if (name.isBlank()) {
      throw new IllegalArgumentException("gauge name is blank: give it one such as pool.active");
    }
  }
}
