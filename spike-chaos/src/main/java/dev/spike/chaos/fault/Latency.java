package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.Objects;

/**
 * A delay. The call goes on no earlier than that after the hit, except when the lease is reverted
 * or the thread interrupted: both end the wait at once, and an interrupted thread keeps its
 * interrupt flag. A thread that arrives interrupted does not wait.
 */
record Latency(Delay delay) implements CallFault {
  Latency {
    Objects.requireNonNull(delay, "The delay of a latency fault was null: give one of Delays");
  }

  @Override
  public String kind() {
    return "latency";
  }

  @Override
  public Effect begin(Lease lease) {
    return this::act;
  }

  private void act(Hit hit) {
    Duration next = delay.next(hit::uniform);
    if (!next.isNegative()) {
      hit.hold(next.compareTo(Delays.MAX) > 0 ? Delays.MAX : next);
    }
  }
}
