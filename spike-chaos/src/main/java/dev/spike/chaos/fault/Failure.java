package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An exception, made anew for every call that is hit and thrown as it is, checked or not. What the
 * maker itself throws reaches the call in the same way.
 */
record Failure(Supplier<? extends Throwable> maker) implements CallFault {
  Failure {
    Objects.requireNonNull(
        maker, "The maker of an exception fault was null: give a supplier that makes an exception");
  }

  @Override
  public String kind() {
    return "exception";
  }

  @Override
  public Effect begin(Lease lease) {
    return this::act;
  }

  private void act(Hit hit) throws Throwable {
    Throwable made = maker.get();
    if (made == null) {
      throw new IllegalStateException(
          "The maker of the %s returned null, but must return an exception: let it make a new one per call"
              .formatted(hit.lease().injection()));
    }
    throw made;
  }
}
