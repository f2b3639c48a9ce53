package dev.spike.sim;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** A named distribution of service times. */
record Distribution(String description, ToDoubleFunction<RandomGenerator> draw)
    implements ServiceTime {
  @Override
  public double nanos(RandomGenerator random) {
    return draw.applyAsDouble(random);
  }
}
