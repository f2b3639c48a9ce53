package dev.spike.samples;

import dev.spike.Report;
import dev.spike.measure.Fact;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioResult;
import java.util.Optional;

/** What scenarios found out beside response times, which the table does not show. */
final class Facts {
  private static final double NANOS_PER_MILLI = 1e6;

  private Facts() {}

  /** A line for each scenario: what was found out under these names. */
  static void print(Report report, String... names) {
    for (ScenarioResult result : report.scenarios()) {
      StringBuilder line = new StringBuilder("# " + result.plan().name() + ":");
      for (String name : names) {
        line.append("  ").append(name).append(' ').append(text(result, name));
      }
      System.out.println(line);
    }
  }

  /** The value of a fact; NaN where it is not known. */
  static double value(ScenarioResult result, String name) {
    return fact(result, name).map(Fact::value).orElse(Double.NaN);
  }

  private static Optional<Fact> fact(ScenarioResult result, String name) {
    Timeline timeline = result.timeline();
    return timeline == null ? Optional.empty() : timeline.fact(name);
  }

  private static String text(ScenarioResult result, String name) {
    return fact(result, name).map(Facts::text).orElse("-");
  }

  private static String text(Fact fact) {
    if (Double.isNaN(fact.value())) {
      return "- (" + fact.detail() + ")";
    }
    return fact.unit() == Unit.NANOS
        ? Math.round(fact.value() / NANOS_PER_MILLI) + " ms"
        : String.valueOf(Math.round(fact.value()));
  }
}
