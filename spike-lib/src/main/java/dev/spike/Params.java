package dev.spike;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameter values that a scenario is made with: those given, and for the rest the defaults.
 * Immutable.
 */
public final class Params {
  private final Map<String, String> values;

  private Params(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The values of some parameters.
   *
   * @param given values by name; names that none of the parameters has are left out
   */
  public static Params of(List<Parameter> parameters, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      values.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.standard()));
    }
    return new Params(values);
  }

  /** All values by name, in the order of the parameters. */
  public Map<String, String> values() {
    return java.util.Collections.unmodifiableMap(values);
  }

  /** The text of a parameter. */
  public String text(String name) {
    @Nullable String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is not declared; there are " + values.keySet());
    }
    return value;
  }

  /** A whole number. */
  public int integer(String name) {
    return parsed(name, "a whole number such as 500", Integer::valueOf);
  }

  /** A number. */
  public double number(String name) {
    return parsed(name, "a number such as 300 or 0.5", Params::finite);
  }

  /** True or false. */
  public boolean flag(String name) {
    return parsed(name, "true or false", Params::strictBoolean);
  }

  /** A duration: a number with {@code ms}, {@code s} or {@code min}. */
  public Duration duration(String name) {
    return parsed(
        name, "a duration such as 200ms, 30s or 2min, not negative", Params::parseDuration);
  }

  private <T> T parsed(String name, String wanted, Function<String, T> parser) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "parameter " + name + "=" + text + ": it must be " + wanted, e);
    }
  }

  private static Boolean strictBoolean(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.valueOf(text);
  }

  private static double finite(String text) {
    if (!text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
      throw new IllegalArgumentException(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static Duration parseDuration(String text) {
    if (text.startsWith("-")) {
      throw new IllegalArgumentException(text);
    }
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    if (text.endsWith("min")) {
      return Duration.ofMinutes(Long.parseLong(text.substring(0, text.length() - 3)));
    }
    if (text.endsWith("s")) {
      double seconds = finite(text.substring(0, text.length() - 1));
      return Duration.ofNanos(Math.round(seconds * 1e9));
    }
    throw new IllegalArgumentException(text);
  }
}
