package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.time.Instant;

/** A clock that is wrong by a constant. Fits calls that give an {@link Instant}. */
record ClockSkew(Duration offset) implements CallFault {
  private static final Duration MAX = Duration.ofDays(36_500);

  ClockSkew {
    if (offset.isZero() || offset.abs().compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "The offset of a clock-skew fault was %s, but must not be zero nor beyond %s: give by how much the clock is ahead (or, negative, behind)"
              .formatted(offset, MAX));
    }
  }

  @Override
  public String kind() {
    return "clock-skew";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Effect() {
      @Override
      public void act(Hit hit) {
        if (hit.result() instanceof Instant instant) {
          hit.answer(instant.plus(offset));
        }
      }

      @Override
      public boolean fits(Hit hit) {
        return hit.result() instanceof Instant;
      }

      @Override
      public boolean actsOnResult(Hit hit) {
        return true;
      }
    };
  }
}
