package dev.spike;

import java.util.List;

/**
 * A parameter that a scenario can be made with.
 *
 * @param name as given on the command line
 * @param standard its value when none is given
 * @param description one line, with the unit
 * @param hasCommas whether a value may hold commas, which otherwise stand between several values
 */
public record Parameter(String name, String standard, String description, boolean hasCommas) {
  /** A parameter whose values hold no commas: {@code -p name=1,2} gives it two. */
  public Parameter(String name, String standard, String description) {
    this(name, standard, description, false);
  }

  /** A parameter whose values may be lists: {@code -p name=1,2} gives it one. */
  public static Parameter list(String name, String standard, String description) {
    return new Parameter(name, standard, description, true);
  }

  /** The values in a text. */
  public List<String> values(String text) {
    return hasCommas ? List.of(text) : List.of(text.split(",", -1));
  }
}
