package dev.spike.target;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;

/** Counts what broke one rule, and remembers the first; not thread-safe. */
final class Violations {
  private final String fact;
  private long checked;
  private long count;
  private String first = "";

  Violations(String fact) {
    this.fact = fact;
  }

  /** Something was held against the rule. */
  void check(boolean kept, java.util.function.Supplier<String> otherwise) {
    checked++;
    if (!kept) {
      count++;
      first = first.isEmpty() ? otherwise.get() : first;
    }
  }

  /** The count; NaN when nothing was there to be checked. */
  Fact fact(String whyUnchecked) {
    if (checked == 0) {
      return new Fact(fact, Double.NaN, Unit.COUNT, "not checked: " + whyUnchecked);
    }
    String detail = first.isEmpty() ? checked + " checked" : "first: " + first;
    return new Fact(fact, count, Unit.COUNT, detail);
  }

  /** For a log that does not tell the whole story. */
  Fact unknown(String why) {
    return new Fact(fact, Double.NaN, Unit.COUNT, "not checked: " + why);
  }
}
