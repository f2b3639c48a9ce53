package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.function.DoubleSupplier;

record Fixed(Duration delay) implements Delay {
  Fixed {
    Delays.checked(delay);
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    return delay;
  }
}
