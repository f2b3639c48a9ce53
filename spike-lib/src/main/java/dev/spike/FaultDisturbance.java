package dev.spike;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Fault;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import dev.spike.run.Disturbance;
import java.time.Duration;
import java.util.Collections;

/**
 * A fault of spike-chaos, placed on the run's timeline.
 *
 * @param injection what acts where
 * @param ordinal tells faults of one kind at one point apart; 0 is that of its place in the
 *     scenario
 */
public record FaultDisturbance(Injection injection, int ordinal) implements Disturbance {
  /** A fault whose ordinal is that of its place in the scenario. */
  public static FaultDisturbance of(Injection injection) {
    return new FaultDisturbance(injection, 0);
  }

  @Override
  public String name() {
    return injection.fault().kind() + "-on-" + injection.point();
  }

  @Override
  public FaultDisturbance placed(int place) {
    return ordinal == 0 ? new FaultDisturbance(injection, place) : this;
  }

  /**
   * Arms and reverts a fault of its kind at a point of its own, so that nothing is loaded or
   * compiled late.
   */
  @Override
  public void prepare() {
    Fault rehearsed = injection.fault().rehearsal();
    rehearsed.on("spike.prepare").arm(Arming.of(0, Duration.ofSeconds(1))).close();
  }

  @Override
  public Active begin(long seed, long lifetimeNanos) {
    Duration lifetime = Duration.ofNanos(lifetimeNanos);
    Lease lease = injection.arm(Arming.of(seed, lifetime).withOrdinal(ordinal));
    return new Armed(lease);
  }

  private record Armed(Lease lease) implements Active {
    /** Of a choice among several faults, the one that acted least: each has to. */
    @Override
    public long fired() {
      return Collections.min(lease.firedByKind().values());
    }

    @Override
    public String remark() {
      return lease.remark();
    }

    @Override
    public long injectedNanos() {
      return lease.injectedNanos();
    }

    @Override
    public long maxInjectedNanos() {
      return lease.maxInjectedNanos();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
