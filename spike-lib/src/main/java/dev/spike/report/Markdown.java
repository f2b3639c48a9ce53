package dev.spike.report;

import dev.spike.judge.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as Markdown for the summary of a build: one table, the scenarios that are not PASSED first.
 * It stays below {@link #MOST_BYTES}, beyond which build servers show nothing of it.
 */
final class Markdown {
  /** Job summaries of GitHub end at 1 MiB, to which other steps may add. */
  static final int MOST_BYTES = 900 * 1024;

  /** The reasons of a target that fails in a thousand ways do not fit into a cell. */
  private static final int LONGEST_CELL = 500;

  private final List<String> lines = new ArrayList<>();
  private int bytes;

  private Markdown() {}

  static String of(Results results) {
    Markdown text = new Markdown();
    text.add("### Spike: " + escaped(ResultTable.summary(results)));
    text.add("");
    text.add("| Scenario | Criterion | Measured | Wanted | |");
    text.add("|---|---|---|---|---|");
    List<Suite> suites =
        Suite.of(results).stream().sorted(Comparator.comparing(Markdown::urgency)).toList();
    List<String> rows = suites.stream().flatMap(suite -> rows(suite).stream()).toList();
    long left = rows.stream().filter(row -> !text.addWithin(row)).count();
    text.add("");
    if (left > 0) {
      text.add(left + " more rows would not fit; the result files have them.");
      text.add("");
    }
    text.add("<sub>" + environment(results.header()) + "</sub>");
    return String.join("\n", text.lines) + "\n";
  }

  private static int urgency(Suite suite) {
    return List.of(Verdict.FAILED, Verdict.INVALID, Verdict.SKIPPED, Verdict.PASSED)
        .indexOf(suite.verdict());
  }

  private static List<String> rows(Suite suite) {
    List<String> rows = new ArrayList<>();
    boolean back = !suite.recovery().isEmpty();
    rows.add(
        row(
            "**" + cell(suite.name()) + "**",
            back ? "recovery" : "",
            cell(suite.recovery()),
            "",
            "**" + suite.verdict() + "**"));
    for (Case each : suite.cases()) {
      boolean plain = each.measured().isEmpty() && each.status() == Case.Status.PASSED;
      if (!plain) {
        rows.add(row("", cell(each.name()), measured(each), cell(each.wanted()), answer(each)));
      }
    }
    return rows;
  }

  private static String measured(Case each) {
    String why = String.join("; ", each.reasons());
    return cell(each.measured().isEmpty() ? why : each.measured() + Sentences.detail(why));
  }

  private static String answer(Case each) {
    return switch (each.status()) {
      case PASSED -> "met";
      case FAILED -> "**not met**";
      case UNDECIDED -> "**undecided**";
      case SKIPPED -> "skipped";
    };
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String environment(RunHeader header) {
    return cell(
        header.environment().entrySet().stream()
            .map(Markdown::label)
            .collect(Collectors.joining(" · ", "", " · started " + header.started())));
  }

  private static String label(Map.Entry<String, String> entry) {
    return entry.getKey() + ": " + entry.getValue();
  }

  static String cell(String text) {
    boolean fits = text.length() <= LONGEST_CELL;
    return escaped(fits ? text : text.substring(0, LONGEST_CELL) + "...");
  }

  /** Nothing of what a target answered is to be read as a table, a tag or a link. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.replaceAll("\\R", " ").toCharArray()) {
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '|', '*', '_', '`', '[', ']', '\\', '~', '#', '@' -> safe.append('\\').append(c);
        default -> safe.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  private boolean addWithin(String line) {
    boolean fits = bytes + size(line) <= MOST_BYTES;
    if (fits) {
      add(line);
    }
    return fits;
  }

  private void add(String line) {
    lines.add(line);
    bytes += size(line);
  }

  private static int size(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length + 1;
  }
}
