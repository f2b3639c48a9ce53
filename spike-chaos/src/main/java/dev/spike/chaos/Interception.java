package dev.spike.chaos;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What faults make of one call that has a result. Belongs to the calling thread. */
final class Interception {
  private final List<Hit> onResult = new ArrayList<>(1);
  private boolean answered;
  private @Nullable Object value;

  void answer(@Nullable Object answer) {
    answered = true;
    value = answer;
  }

  /** Whether a fault has answered in the place of the call. */
  boolean isAnswered() {
    return answered;
  }

  @Nullable Object answer() {
    return value;
  }

  void defer(Hit hit) {
    onResult.add(hit);
  }

  /** What the caller gets, after the faults that act on results. */
  @Nullable Object finish(@Nullable Object result) {
    value = result;
    Throwable thrown = null;
    for (Hit hit : onResult) {
      try {
        hit.armed().act(hit);
      } catch (Throwable made) {
        thrown = ChaosPoint.first(thrown, made);
      }
    }
    if (thrown != null) {
      ChaosPoint.<RuntimeException>throwUndeclared(thrown);
    }
    return value;
  }
}
