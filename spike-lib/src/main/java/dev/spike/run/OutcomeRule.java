package dev.spike.run;

import dev.spike.measure.Outcome;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells how an operation came out by what it threw, and counts that. Thread-safe. */
final class OutcomeRule {
  private final Predicate<Throwable> rejected;
  private final ErrorTally errors;

  OutcomeRule(Predicate<Throwable> rejected, ErrorTally errors) {
    this.rejected = rejected;
    this.errors = errors;
  }

  /** Takes whatever the operation threw, and whatever the user's own test of it throws. */
  Outcome outcomeOf(@Nullable Throwable error) {
    if (error == null) {
      return Outcome.OK;
    }
    errors.add(error);
    return refused(error) ? Outcome.REJECTED : Outcome.FAILED;
  }

  private boolean refused(Throwable error) {
    try {
      return error instanceof RejectedException || rejected.test(error);
    } catch (Throwable e) {
      errors.add(e);
      return false;
    }
  }
}
