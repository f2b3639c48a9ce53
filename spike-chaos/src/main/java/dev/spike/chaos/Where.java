package dev.spike.chaos;

import java.util.regex.Pattern;

/**
 * At which points a fault acts: a name, or a pattern of names in which {@code *} stands for any
 * characters.
 */
record Where(String pattern, boolean isName, Pattern names) {
  static Where of(String pattern) {
    boolean isName = pattern.indexOf('*') < 0;
    // A pattern is what becomes a name when each star is filled in.
    ChaosPoint.checkedName(isName ? pattern : pattern.replace("*", "x"));
    String regex = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q");
    return new Where(pattern, isName, Pattern.compile(regex));
  }

  boolean matches(String name) {
    return isName ? pattern.equals(name) : names.matcher(name).matches();
  }
}
