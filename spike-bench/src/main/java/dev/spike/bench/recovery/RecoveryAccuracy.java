package dev.spike.bench.recovery;

import dev.spike.judge.Recovery.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Prints how often recovery is judged rightly, case by case; takes the number of runs of each as
 * its argument, 200 by default. Seeds are 1 to that number, so the same figures come again.
 */
public final class RecoveryAccuracy {
  private static final int RUNS = 200;

  private final int runs;

  private RecoveryAccuracy(int runs) {
    this.runs = runs;
  }

  /** Some minutes for 200 runs each. */
  public static void main(String[] args) {
    new RecoveryAccuracy(args.length == 0 ? RUNS : Integer.parseInt(args[0])).print();
  }

  private void print() {
    say(
        "Each row: %d runs, seeds 1 to %d; random arrivals where it does not say otherwise.",
        runs, runs);
    say("%nA backlog drains; the truth is when that of each run was gone");
    say("%-52s %9s %8s %9s %7s", "case", "RECOVERED", "bias", "coverage", "width");
    table(Courses.drains(), RecoveryAccuracy::drained);
    for (Load load : List.of(Load.quick(1), Load.full(1))) {
      say("%nNo spike at all, %.0f/s", load.rate());
      said(Courses.healthy(load));
      say("%nFrom the spike on twice as slow in the mean, %.0f/s", load.rate());
      said(Courses.plateaus(load));
    }
    for (Load load : List.of(Load.quick(1.3), Load.full(1.3))) {
      say("%nOut of band again, %.0f/s", load.rate());
      say("%-52s %9s %12s", "case", "RELAPSED", "start found");
      table(Courses.relapses(load), RecoveryAccuracy::relapsed);
    }
    others();
  }

  private void others() {
    say("%nOther shapes");
    said(OtherCourses.all());
  }

  private void said(List<Course> courses) {
    say("%-52s %9s %12s %8s %9s", "case", "RECOVERED", "INCONCLUSIVE", "worse", "too noisy");
    table(courses, RecoveryAccuracy::judged);
  }

  private void table(List<Course> courses, Function<Tally, String> row) {
    courses.forEach(course -> say("%s", row.apply(Tally.of(course, runs))));
  }

  private static String drained(Tally tally) {
    return text(
        "%-52s %8.1f%% %+7.2fs %8.1f%% %6.2fs",
        tally.course().name(),
        100 * tally.share(Outcome.RECOVERED),
        tally.bias(),
        100 * tally.coverage(),
        tally.width());
  }

  private static String judged(Tally tally) {
    return text(
        "%-52s %8.1f%% %11.1f%% %7.1f%% %8.1f%%",
        tally.course().name(),
        100 * tally.share(Outcome.RECOVERED),
        100 * tally.share(Outcome.INCONCLUSIVE),
        100 * tally.worse(),
        100 * tally.tooNoisy());
  }

  private static String relapsed(Tally tally) {
    return text(
        "%-52s %8.1f%% %11.1f%%",
        tally.course().name(), 100 * tally.share(Outcome.RELAPSED), 100 * tally.found());
  }

  private static void say(String format, Object... values) {
    System.out.println(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
