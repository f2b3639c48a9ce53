package dev.spike.diff;

import dev.spike.measure.Unit;
import dev.spike.report.Columns;
import dev.spike.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Two runs side by side: a row for each figure, below it what differs besides. */
public final class DiffTable {
  private static final List<String> HEADINGS =
      List.of("Scenario", "What", "Base", "Head", "Change", "Verdict", "");
  private static final Set<Integer> TEXT = Set.of(0, 1, 5, 6);

  private DiffTable() {}

  /** The table, lines ended by a line feed. */
  public static String of(ResultDiff diff) {
    Columns columns = new Columns(TEXT);
    columns.add(HEADINGS);
    for (ScenarioDiff scenario : diff.scenarios()) {
      scenario.differences().forEach(each -> columns.add(row(scenario.name(), each)));
    }
    List<String> lines = new ArrayList<>(columns.lines());
    lines.add("");
    lines.add("# " + summary(diff));
    diff.environment().forEach(line -> lines.add("# environment: " + line));
    for (ScenarioDiff scenario : diff.scenarios()) {
      scenario.notes().forEach(note -> lines.add("# " + scenario.name() + ": " + note));
    }
    diff.added().forEach(name -> lines.add("# " + name + ": only the head has it"));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> row(String scenario, Difference each) {
    return List.of(
        scenario,
        each.what(),
        Figures.of(each.base(), each.unit()),
        Figures.of(each.head(), each.unit()),
        change(each),
        each.change().word(),
        each.why());
  }

  /** Such as {@code +98.0% [+70.0%, +120%]}; of shares and recoveries in their own unit. */
  private static String change(Difference each) {
    if (Double.isNaN(each.low())) {
      return "";
    }
    double by = each.head() - each.base();
    boolean absolute =
        each.unit() == Unit.RATIO || each.what().equals("recovery") || !(each.base() > 0);
    return absolute
        ? signed(by, each.unit()) + interval(each.low(), each.high(), each.unit(), 1)
        : signed(by / each.base(), Unit.RATIO)
            + interval(each.low(), each.high(), Unit.RATIO, each.base());
  }

  private static String interval(double low, double high, Unit unit, double of) {
    return " [" + signed(low / of, unit) + ", " + signed(high / of, unit) + "]";
  }

  private static String signed(double value, Unit unit) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "open" : "-open";
    }
    return (value < 0 ? "-" : "+") + Figures.of(Math.abs(value), unit);
  }

  private static String summary(ResultDiff diff) {
    return String.format(
        Locale.ROOT,
        "%d worse, %d better, %d the same, %d cannot be told; %d figures and the recoveries were"
            + " compared, which is allowed for",
        diff.count(Change.WORSE),
        diff.count(Change.BETTER),
        diff.count(Change.SAME),
        diff.count(Change.CANNOT_TELL),
        diff.figures());
  }
}
