package dev.spike.samples.suite;

import dev.spike.run.Disturbance;
import java.util.function.Supplier;

/**
 * A fault of something that is there only once the scenario has been set up.
 *
 * @param name as reports call it
 * @param fault asked for when it is prepared and when it begins
 */
record LateFault(String name, Supplier<Disturbance> fault) implements Disturbance {
  @Override
  public Disturbance placed(int ordinal) {
    return new LateFault(name, () -> fault.get().placed(ordinal));
  }

  @Override
  public void prepare() {
    fault.get().prepare();
  }

  @Override
  public long leadNanos() {
    return fault.get().leadNanos();
  }

  @Override
  public Active beginIn(long delayNanos, long seed, long lifetimeNanos) throws Exception {
    return fault.get().beginIn(delayNanos, seed, lifetimeNanos);
  }

  @Override
  public Active begin(long seed, long lifetimeNanos) throws Exception {
    return fault.get().begin(seed, lifetimeNanos);
  }
}
