package dev.spike.chaos;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who gave a name that does not exist. */
public final class NearestNames {
  private static final int NEAREST = 3;

  private NearestNames() {}

  /** At most three names that differ from it by few letters, the nearest first. */
  public static List<String> to(String name, Collection<String> names) {
    int limit = Math.max(2, name.length() / 2);
    return names.stream()
        .filter(each -> distance(name, each) <= limit)
        .sorted(
            Comparator.<String>comparingInt(each -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(NEAREST)
        .toList();
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
