package dev.spike.chaos;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * On which hits a fault acts if it is drawn for them.
 *
 * @param when asked at the moment of the hit
 * @param matching asked about what the hit is about
 */
record Condition(BooleanSupplier when, Predicate<@Nullable Object> matching) {
  static final Condition ALWAYS = new Condition(() -> true, subject -> true);

  boolean holds(@Nullable Object subject) {
    return matching.test(subject) && when.getAsBoolean();
  }

  Condition and(BooleanSupplier other) {
    BooleanSupplier earlier = when;
    return new Condition(() -> earlier.getAsBoolean() && other.getAsBoolean(), matching);
  }

  Condition and(Predicate<@Nullable Object> other) {
    return new Condition(when, matching.and(other));
  }
}
