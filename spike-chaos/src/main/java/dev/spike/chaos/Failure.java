package dev.spike.chaos;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * An exception, made anew for every call that is hit and thrown as it is, checked or not. What the
 * maker itself throws reaches the call in the same way.
 *
 * @param maker called in the calling thread; must be thread-safe, must not block and must not
 *     return null
 */
public record Failure(Supplier<? extends Throwable> maker) implements Fault {

  /** Checks that there is a maker, rather than let the first call find out. */
  public Failure {
    Objects.requireNonNull(
        maker, "The maker of an exception fault was null: give a supplier that makes an exception");
  }

  @Override
  public String kind() {
    return "exception";
  }

  @Override
  public void act(Lease lease) throws Throwable {
    Throwable made = maker.get();
    if (made == null) {
      throw new IllegalStateException(
          "The maker of the %s returned null, but must return an exception: let it make a new one per call"
              .formatted(lease.injection()));
    }
    throw made;
  }
}
