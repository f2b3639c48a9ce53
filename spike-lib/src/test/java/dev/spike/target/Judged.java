package dev.spike.target;

import dev.spike.judge.Criterion;
import dev.spike.judge.Metric;
import dev.spike.measure.Fact;
import java.util.List;

/** Holds facts against criteria, as the judge does. */
final class Judged {
  private Judged() {}

  /** The labels of the criteria that are not met; those that could not be checked with a "?". */
  static List<String> red(List<Criterion> criteria, List<Fact> facts) {
    return criteria.stream()
        .filter(criterion -> !holds(criterion, facts))
        .map(
            criterion ->
                (Double.isNaN(value(criterion.label(), facts)) ? "?" : "") + criterion.label())
        .toList();
  }

  private static boolean holds(Criterion criterion, List<Fact> facts) {
    if (!(criterion.metric() instanceof Metric.FactValue metric)) {
      throw new IllegalArgumentException(criterion + " does not rest on a fact");
    }
    Fact fact = fact(metric.name(), facts);
    return fact.unit() == metric.unit()
        && criterion.comparison().holds(fact.value(), criterion.limit());
  }

  static double value(String name, List<Fact> facts) {
    return fact(name, facts).value();
  }

  static Fact fact(String name, List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no fact " + name + " in " + facts));
  }
}
