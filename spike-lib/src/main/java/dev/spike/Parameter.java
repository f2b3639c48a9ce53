package dev.spike;

import java.util.List;

/**
 * A parameter that a scenario can be made with.
 *
 * @param name as given on the command line
 * @param standard its value when none is given
 * @param description one line, with the unit
 * @param hasCommas whether a value may hold commas, which otherwise stand between several values
 * @param isExpanded whether the standard is several values between commas, which are run and
 *     compared unless others are given
 */
public record Parameter(
    String name, String standard, String description, boolean hasCommas, boolean isExpanded) {
  /** A parameter whose values hold no commas: {@code -p name=1,2} gives it two. */
  public Parameter(String name, String standard, String description) {
    this(name, standard, description, false, false);
  }

  /** A parameter whose values may be lists: {@code -p name=1,2} gives it one. */
  public static Parameter list(String name, String standard, String description) {
    return new Parameter(name, standard, description, true, false);
  }

  /**
   * A parameter that is run with each of several values unless others are given.
   *
   * @param standards at least one, without commas
   */
  public static Parameter each(String name, List<String> standards, String description) {
    for (String standard : standards) {
      if (standard.contains(",")) {
        throw new IllegalArgumentException(
            "parameter "
                + name
                + ": its value '"
                + standard
                + "' holds a comma, which stands between values; use another sign");
      }
    }
    return new Parameter(name, String.join(",", standards), description, false, true);
  }

  /** The values it is run with when none is given, if these are several. */
  List<String> standards() {
    return isExpanded ? values(standard) : List.of();
  }

  /** The values in a text. */
  public List<String> values(String text) {
    return hasCommas ? List.of(text) : List.of(text.split(",", -1));
  }
}
