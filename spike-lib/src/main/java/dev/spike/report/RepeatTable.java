package dev.spike.report;

import dev.spike.judge.Metric;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import dev.spike.measure.Unit;
import dev.spike.repeat.CriterionSpread;
import dev.spike.repeat.Effect;
import dev.spike.repeat.Repeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What several runs of a scenario say together: a row for its recovery and each criterion, with
 * margins of error; below it what was left out and why, and what difference configurations make.
 * All its lines begin with {@code #}, so that scripts that count the runs do not count these too.
 */
final class RepeatTable {
  private static final List<String> HEADINGS =
      List.of("Repeated", "Runs", "Measured", "Over the runs", "Wanted", "Met", "Verdict");
  private static final Set<Integer> TEXT = Set.of(0, 1, 2, 3, 4, 5, 6);
  private static final Set<Outcome> LOST =
      Set.of(Outcome.DEGRADED_PLATEAU, Outcome.RELAPSED, Outcome.NOT_RECOVERED);

  private RepeatTable() {}

  /** The lines, the last of them without text; none where nothing was repeated. */
  static List<String> of(Results results) {
    List<Repeats> all = results.repeats();
    if (all.isEmpty()) {
      return List.of();
    }
    Columns columns = new Columns(TEXT);
    columns.add(HEADINGS);
    all.forEach(repeats -> rows(repeats).forEach(columns::add));
    List<String> lines = new ArrayList<>();
    columns.lines().forEach(line -> lines.add("# " + line));
    lines.add("# " + legend(all));
    all.forEach(repeats -> notes(repeats).forEach(note -> lines.add("# " + note)));
    Effect.among(all).forEach(effect -> lines.add("# " + EffectSentence.of(effect)));
    lines.add("");
    return lines;
  }

  private static String legend(List<Repeats> all) {
    String margins = "95% intervals: of a mean by Student's t, of a median by Kaplan-Meier";
    boolean fresh = all.stream().allMatch(repeats -> repeats.repetition().freshJvm());
    return fresh
        ? margins + "; each run in a JVM of its own"
        : margins + "; the runs follow each other in one JVM, and later ones find it warm";
  }

  private static List<List<String>> rows(Repeats repeats) {
    List<List<String>> measured = new ArrayList<>();
    recovery(repeats).ifPresent(measured::add);
    repeats.criteria().stream()
        .filter(spread -> !isRecovery(spread) || repeats.recovery().isEmpty())
        .forEach(spread -> measured.add(cells(spread)));
    if (measured.isEmpty()) {
      measured.add(List.of(Figures.NOTHING, Figures.NOTHING, "", ""));
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<String> cells : measured) {
      List<String> row = new ArrayList<>(List.of(repeats.repetition().of(), runs(repeats)));
      row.addAll(cells);
      row.add(rows.isEmpty() ? repeats.verdict().name() : "");
      rows.add(row);
    }
    return rows;
  }

  private static String runs(Repeats repeats) {
    int count = repeats.repetition().count();
    return repeats.counted() == count ? "" + count : repeats.counted() + " of " + count;
  }

  private static boolean isRecovery(CriterionSpread spread) {
    return spread.criterion().metric() instanceof Metric.RecoveryTime;
  }

  /** The recovery, with what was asked of it, if anything. */
  private static Optional<List<String>> recovery(Repeats repeats) {
    Optional<CriterionSpread> asked =
        repeats.criteria().stream().filter(RepeatTable::isRecovery).findFirst();
    return repeats
        .recovery()
        .map(
            recovery ->
                List.of(
                    "recovery",
                    Sentences.estimate(recovery, Unit.NANOS),
                    asked.map(spread -> Sentences.limit(spread.criterion())).orElse(""),
                    asked.map(RepeatTable::met).orElse("")));
  }

  private static List<String> cells(CriterionSpread spread) {
    return List.of(
        spread.criterion().label(),
        Sentences.estimate(spread.estimate(), spread.criterion().metric().unit()) + missing(spread),
        Sentences.limit(spread.criterion()),
        met(spread));
  }

  /** What has no value cannot be averaged, and must not go unseen. */
  private static String missing(CriterionSpread spread) {
    int missing = spread.runs() - spread.estimate().runs();
    return missing == 0 || isRecovery(spread)
        ? ""
        : "; no value in " + missing + " of " + spread.runs();
  }

  private static String met(CriterionSpread spread) {
    int undecided = spread.runs() - spread.met() - spread.notMet();
    return spread.met()
        + " of "
        + spread.runs()
        + (undecided == 0 ? "" : ", " + undecided + " undecided");
  }

  private static List<String> notes(Repeats repeats) {
    String of = repeats.repetition().of();
    List<String> notes = new ArrayList<>();
    if (repeats.verdict() != Verdict.PASSED) {
      repeats.reasons().forEach(r -> notes.add(of + " is " + repeats.verdict() + ": " + r));
    }
    repeats.excluded().forEach(left -> notes.add("left out: " + left.run() + ": " + left.why()));
    String lost = lost(repeats);
    if (!lost.isEmpty()) {
      notes.add(of + " did not recover in " + lost + ": censored, never averaged");
    }
    repeats
        .unverified()
        .ifPresent(why -> notes.add("baselines of " + of + " are not verified: " + why));
    return notes;
  }

  private static String lost(Repeats repeats) {
    return Stream.of(Outcome.values())
        .filter(LOST::contains)
        .filter(outcome -> repeats.outcomes(outcome) > 0)
        .map(outcome -> repeats.outcomes(outcome) + " " + outcome)
        .collect(Collectors.joining(", "));
  }
}
