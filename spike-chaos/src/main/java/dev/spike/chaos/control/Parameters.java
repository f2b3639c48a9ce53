package dev.spike.chaos.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request was given, read as what it has to be, or refused. Immutable. */
record Parameters(Map<String, String> values) {
  private static final Pattern TIME = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,9})?)([a-z]{1,3})");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  Parameters {
    values = Map.copyOf(values);
  }

  Set<String> names() {
    return values.keySet();
  }

  void onlyHas(Collection<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw Refusal.badRequest(
            "'%s' is no parameter here: write %s"
                .formatted(Refusal.shown(name), Refusal.instead(name, known)));
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw Refusal.badRequest(
          "'%s' was not given, but has to be: add %s=...".formatted(name, name));
    }
    return value;
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  Duration time(String name) {
    return read(name, "a time such as 200ms, 30s, 2min or 1h", Parameters::timeOf);
  }

  Duration time(String name, Duration otherwise) {
    return has(name) ? time(name) : otherwise;
  }

  static Duration timeOf(String text) {
    Matcher matcher = TIME.matcher(text);
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(text);
    }
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    return Duration.ofNanos(nanos.toBigInteger().longValueExact());
  }

  long whole(String name) {
    return read(name, "a whole number", Long::parseLong);
  }

  int small(String name) {
    return read(name, "a whole number below 2147483648", Integer::parseInt);
  }

  double number(String name) {
    return read(name, "a number such as 0.3", text -> finite(Double.parseDouble(text)));
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  boolean truth(String name) {
    return has(name) && read(name, "true or false", Parameters::truthOf);
  }

  private static boolean truthOf(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }

  /** By the constant's name, in any case. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return read(
        name,
        "one of " + Arrays.toString(type.getEnumConstants()),
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  <T> T read(String name, String rule, Function<String, T> reader) {
    String text = text(name);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Refusal.badRequest(
          "'%s' was '%s', but has to be %s: write it so"
              .formatted(name, Refusal.shown(text), rule));
    }
  }
}
