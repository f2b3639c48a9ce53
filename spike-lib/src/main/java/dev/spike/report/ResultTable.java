package dev.spike.report;

import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table that ends a run: a row for each phase but the warm-up, below it why each scenario that
 * is not PASSED is not, and what alerts there are.
 *
 * <p>Before these stands what several runs of a scenario say together, if there are ({@link
 * RepeatTable}).
 *
 * <p>Exactly one row of a scenario carries its recovery and its verdict: that of its first SPIKE
 * phase, else its first row. The verdict is the last word of the row, and only rows of the table do
 * not begin with {@code #}, so that a script counts verdicts by the last field of lines whose first
 * field is not {@code #}. Arrivals are the operations that were due; the achieved rate is that of
 * those that were started; percentiles are of the response time; errors are their share.
 */
public final class ResultTable {
  private static final List<String> HEADINGS =
      List.of(
          "Scenario",
          "Phase",
          "Arrivals",
          "Planned",
          "Achieved",
          "p50",
          "p95",
          "p99",
          "max",
          "Errors",
          "Recovery",
          "Verdict");
  private static final int FIGURES = 8;
  private static final Set<Integer> TEXT = Set.of(0, 1, 10, 11);

  private ResultTable() {}

  /** The table of a run, lines ended by a line feed. */
  public static String of(Results results) {
    Columns columns = new Columns(TEXT);
    columns.add(HEADINGS);
    results.scenarios().forEach(result -> rows(result).forEach(columns::add));
    List<String> lines = new ArrayList<>(columns.lines());
    lines.add("");
    lines.addAll(RepeatTable.of(results));
    lines.add("# " + summary(results));
    results.scenarios().forEach(result -> lines.addAll(faults(result)));
    results.scenarios().forEach(result -> lines.addAll(reasons(result)));
    lines.addAll(alerts(results));
    return String.join("\n", lines) + "\n";
  }

  private static List<List<String>> rows(ScenarioResult result) {
    Timeline timeline = result.timeline();
    List<Phase> phases = result.plan().phases().stream().filter(ResultTable::isShown).toList();
    if (timeline == null || phases.isEmpty()) {
      return List.of(rowWithoutFigures(result));
    }
    int carrier = carrier(phases);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      List<String> row = figures(result, PhaseFigures.of(timeline, phases.get(i)));
      row.add(i == carrier ? recovery(result) : "");
      row.add(i == carrier ? result.verdict().name() : "");
      rows.add(row);
    }
    return rows;
  }

  private static boolean isShown(Phase phase) {
    return phase.role().judged();
  }

  /** The number of the row that carries recovery and verdict. */
  private static int carrier(List<Phase> phases) {
    List<Role> roles = phases.stream().map(Phase::role).toList();
    return Math.max(0, roles.indexOf(Role.SPIKE));
  }

  private static List<String> rowWithoutFigures(ScenarioResult result) {
    List<String> row = new ArrayList<>(List.of(result.plan().name(), Figures.NOTHING));
    for (int i = 0; i < FIGURES; i++) {
      row.add(Figures.NOTHING);
    }
    row.add(result.reasons().isEmpty() ? "" : Sentences.shortened(result.reasons().get(0)));
    row.add(result.verdict().name());
    return row;
  }

  private static List<String> figures(ScenarioResult result, PhaseFigures figures) {
    return new ArrayList<>(
        List.of(
            result.plan().name(),
            figures.phase().name(),
            Long.toString(figures.arrivals()),
            planned(figures.phase()),
            Figures.rate(figures.achievedRate()),
            Figures.time(figures.p50Nanos()),
            Figures.time(figures.p95Nanos()),
            Figures.time(figures.p99Nanos()),
            Figures.time(figures.maxNanos()),
            Figures.percent(figures.errorRate())));
  }

  /** Only an open load plans its arrivals. */
  private static String planned(Phase phase) {
    return phase.planned() == 0 ? Figures.NOTHING : Figures.rate(phase.plannedRate());
  }

  /** What the recovery cell says; nothing to recover from where there is no spike. */
  static String recovery(ScenarioResult result) {
    Judgement judgement = result.judgement();
    boolean spike = result.plan().phases().stream().anyMatch(p -> p.role() == Role.SPIKE);
    return judgement == null || !spike ? Figures.NOTHING : Sentences.brief(judgement);
  }

  /** The run in one line. */
  static String summary(Results results) {
    String counts =
        Arrays.stream(Verdict.values())
            .map(verdict -> count(results, verdict) + " " + verdict)
            .filter(text -> !text.startsWith("0 "))
            .collect(Collectors.joining(", "));
    int runs = results.scenarios().size();
    int size = results.verdicts().size();
    String scenarios =
        (runs == size ? "" : runs + " runs of ") + size + (size == 1 ? " scenario" : " scenarios");
    String simulated = results.header().isSimulated() ? "; SIMULATED, nothing was called" : "";
    String partial = results.partial() ? "; PARTIAL: the run was cut off" : "";
    return scenarios
        + (counts.isEmpty() ? "" : ": " + counts)
        + "; seed "
        + results.header().seed()
        + simulated
        + partial;
  }

  private static long count(Results results, Verdict verdict) {
    return results.scenarios().stream().filter(s -> s.verdict() == verdict).count();
  }

  /** When which fault was on, and in which phases. */
  private static List<String> faults(ScenarioResult result) {
    Timeline timeline = result.timeline();
    return timeline == null
        ? List.of()
        : Sentences.faults(timeline.faults(), timeline.phases()).stream()
            .map(text -> "# fault of " + result.plan().name() + ": " + text)
            .toList();
  }

  private static List<String> reasons(ScenarioResult result) {
    List<String> lines = new ArrayList<>();
    if (result.verdict() != Verdict.PASSED) {
      lines.add("# " + result.plan().name() + " is " + result.verdict() + ":");
      result.reasons().forEach(reason -> lines.add("#   " + reason));
    }
    return lines;
  }

  private static List<String> alerts(Results results) {
    List<String> lines = new ArrayList<>();
    for (ScenarioResult result : results.scenarios()) {
      Judgement judgement = result.judgement();
      for (CriterionResult alert :
          judgement == null ? List.<CriterionResult>of() : judgement.alerts()) {
        lines.add("# alert of " + result.plan().name() + ": " + Sentences.alert(alert));
      }
    }
    return lines;
  }
}
