package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Another result than the call's own. The call itself is made. */
record WrongResult(String kind, UnaryOperator<@Nullable Object> change) implements CallFault {
  WrongResult {
    Objects.requireNonNull(
        change, "The change of a wrong-result fault was null: give what becomes of the result");
  }

  @Override
  public Effect begin(Lease lease) {
    return new Effect() {
      @Override
      public void act(Hit hit) {
        hit.answer(change.apply(hit.result()));
      }

      @Override
      public boolean actsOnResult(Hit hit) {
        return true;
      }
    };
  }
}
