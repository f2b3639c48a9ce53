package dev.spike.chaos;

import java.util.List;

/**
 * At which points a fault acts: a name, or a pattern of names in which {@code *} stands for any
 * characters.
 *
 * @param pattern as given
 * @param parts what stands between its stars, one more than there are stars
 */
record Where(String pattern, List<String> parts) {
  static Where of(String pattern) {
    // A pattern is what becomes a name when each star is filled in.
    ChaosPoint.checkedName(pattern.replace("*", "x"));
    return new Where(pattern, List.of(pattern.split("\\*", -1)));
  }

  /**
   * The first place for a part leaves most room for those after it, so nothing is tried twice: a
   * regular expression would, and take for ever for a pattern of many stars.
   */
  boolean matches(String name) {
    String head = parts.get(0);
    if (parts.size() == 1) {
      return head.equals(name);
    }
    String tail = parts.get(parts.size() - 1);
    int from = head.length();
    int end = name.length() - tail.length();
    if (from > end || !name.startsWith(head) || !name.endsWith(tail)) {
      return false;
    }
    for (String part : parts.subList(1, parts.size() - 1)) {
      int at = name.indexOf(part, from);
      from = at + part.length();
      if (at < 0 || from > end) {
        return false;
      }
    }
    return true;
  }
}
