package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** from + u (to - from) */
record Uniform(Duration from, Duration to) implements Delay {
  Uniform {
    Delays.checked(to);
    if (from.isNegative() || from.compareTo(to) >= 0) {
      throw new IllegalArgumentException(
          "The shortest delay was %s, but must be zero or more and below the longest of %s: give the shorter one first"
              .formatted(from, to));
    }
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    return from.plusNanos((long) (uniform.getAsDouble() * to.minus(from).toNanos()));
  }
}
