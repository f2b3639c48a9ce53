package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleSupplier;

record OneOfTimes(List<Duration> times) implements Delay {

  static OneOfTimes of(Collection<Duration> times) {
    for (Duration time : times) {
      if (time.isNegative() || time.compareTo(Delays.MAX) > 0) {
        throw new IllegalArgumentException(
            "One recorded delay was %s, but must be from zero to %s: leave it out"
                .formatted(time, Delays.MAX));
      }
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException("There were no recorded delays: give at least one");
    }
    return new OneOfTimes(List.copyOf(times));
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    return times.get((int) (uniform.getAsDouble() * times.size()));
  }
}
