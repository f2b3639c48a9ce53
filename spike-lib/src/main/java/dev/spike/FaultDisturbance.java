package dev.spike;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import dev.spike.run.Disturbance;
import java.time.Duration;

/**
 * A fault of spike-chaos, placed on the run's timeline.
 *
 * @param injection what acts where
 * @param ordinal tells faults of one kind at one point apart
 */
public record FaultDisturbance(Injection injection, int ordinal) implements Disturbance {
  /** A fault alone of its kind at its point. */
  public static FaultDisturbance of(Injection injection) {
    return new FaultDisturbance(injection, 0);
  }

  @Override
  public String name() {
    return injection.fault().kind() + "-on-" + injection.point();
  }

  /**
   * Arms and reverts a fault of its kind at a point of its own, so that nothing is loaded or
   * compiled late.
   */
  @Override
  public void prepare() {
    injection.fault().on("spike.prepare").arm(Arming.of(0, Duration.ofSeconds(1))).close();
  }

  @Override
  public Active begin(long seed, long lifetimeNanos) {
    Duration lifetime = Duration.ofNanos(lifetimeNanos);
    Lease lease = injection.arm(Arming.of(seed, lifetime).withOrdinal(ordinal));
    return new Active() {
      @Override
      public long fired() {
        return lease.fired();
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }
}
