package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;

/** Each call allocates that much and drops it. */
record Garbage(int bytes) implements CallFault {
  private static final int CHUNK = 64 << 10;

  Garbage {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "The garbage of each call was %d bytes, but must be above zero: give what it shall allocate"
              .formatted(bytes));
    }
  }

  @Override
  public String kind() {
    return "garbage";
  }

  @Override
  public Effect begin(Lease lease) {
    return this::act;
  }

  private void act(Hit hit) {
    for (long left = bytes; left > 0 && !hit.lease().isReverted(); left -= CHUNK) {
      Sink.last = new byte[(int) Math.min(CHUNK, left)];
    }
  }
}
