package dev.spike.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lines of cells, aligned: text to the left, figures to the right. Not thread-safe. */
public final class Columns {
  private static final String GAP = "  ";

  private final Set<Integer> text;
  private final List<List<String>> lines = new ArrayList<>();

  /** Columns of which those numbered, from 0, are text. */
  public Columns(Set<Integer> text) {
    this.text = text;
  }

  /** One more line. */
  public void add(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  /** The lines, without blanks at their ends. */
  public List<String> lines() {
    return lines.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      String blanks = " ".repeat(width(c) - cells.get(c).length());
      padded.add(text.contains(c) ? cells.get(c) + blanks : blanks + cells.get(c));
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private int width(int column) {
    return lines.stream()
        .filter(cells -> column < cells.size())
        .mapToInt(cells -> cells.get(column).length())
        .max()
        .orElse(0);
  }
}
