package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.ChaosTime;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.time.Duration;

/** The call keeps its core busy for that time, rather than wait. Ends as a latency does. */
record CpuBurn(Duration time) implements CallFault {
  CpuBurn {
    Delays.checked(time);
  }

  @Override
  public String kind() {
    return "cpu-burn";
  }

  @Override
  public Effect begin(Lease lease) {
    return this::act;
  }

  private void act(Hit hit) {
    ChaosTime clock = hit.lease().time();
    long since = clock.nanos();
    while (clock.nanos() - since < time.toNanos()
        && !hit.lease().isReverted()
        && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
