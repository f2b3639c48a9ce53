package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;

/** The call goes on when the lease is reverted or the thread interrupted, not before. */
record Hang() implements CallFault {
  @Override
  public String kind() {
    return "hang";
  }

  @Override
  public Effect begin(Lease lease) {
    return Hit::holdUntilReverted;
  }
}
