package dev.spike.bench.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/** Puts the table of the benchmarks into a README, between its two marks. */
public final class ReadmeTable {
  static final String BEGIN = "<!-- benchmarks -->";
  static final String END = "<!-- /benchmarks -->";

  private ReadmeTable() {}

  /**
   * Rewrites a README.
   *
   * @param args the README, then the result files of JMH, of any number of JDKs
   */
  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: ReadmeTable README.md RESULT.json...");
      System.exit(1);
    }
    List<Path> files = Arrays.stream(args).map(Path::of).toList();
    try {
      rewrite(files.get(0), JmhResults.read(files.subList(1, files.size())));
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e);
      System.exit(1);
    }
  }

  private static void rewrite(Path readme, JmhResults results) throws IOException {
    Files.writeString(readme, spliced(Files.readString(readme), table(Rows.all(), results)));
  }

  /** The text with the table in place of whatever stood between the marks. */
  static String spliced(String text, String table) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException(
          "README without a place for the table: put " + BEGIN + " and " + END + " around it");
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end);
  }

  /** A table in Markdown with a column for each JDK that was measured on. */
  static String table(List<Row> rows, JmhResults results) {
    SortedSet<Integer> jdks = results.jdks();
    List<String> titles = new ArrayList<>(List.of("what", "to reach"));
    jdks.forEach(jdk -> titles.add("JDK " + jdk));
    titles.add("in the same run (JDK)");
    StringBuilder table = new StringBuilder();
    line(table, titles);
    table.append("|---".repeat(titles.size())).append("|\n");
    rows.forEach(row -> line(table, cells(row, results, jdks)));
    return table.toString();
  }

  private static List<String> cells(Row row, JmhResults results, SortedSet<Integer> jdks) {
    List<String> cells = new ArrayList<>(List.of(row.what(), row.target()));
    jdks.forEach(jdk -> cells.add(row.cell(results, jdk)));
    cells.add(row.peers(results, jdks));
    return cells;
  }

  private static void line(StringBuilder table, List<String> cells) {
    cells.forEach(cell -> table.append("| ").append(cell).append(' '));
    table.append("|\n");
  }
}
