package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** least (1 - u)^(-1 / shape) */
record Pareto(Duration least, double shape) implements Delay {
  Pareto {
    Delays.checked(least);
    if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The shape of a Pareto delay was %s, but must be above 0: give for example 2"
              .formatted(shape));
    }
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    return Duration.ofNanos(
        (long) (least.toNanos() * Math.pow(1 - uniform.getAsDouble(), -1 / shape)));
  }
}
