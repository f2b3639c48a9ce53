package dev.spike.remote.toxiproxy;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes compact JSON as Go's {@code json.Marshal} does: the characters that matter in HTML are
 * escaped, and a float32 has as few digits as still tell it from its neighbours. Not thread-safe.
 */
final class JsonText {
  private static final int FLOAT_DIGITS = 9;
  private static final float SMALLEST_PLAIN = 1e-6f;
  private static final float LARGEST_PLAIN = 1e21f;

  private final StringBuilder text = new StringBuilder();

  JsonText open(char bracket) {
    separate();
    text.append(bracket);
    return this;
  }

  JsonText close(char bracket) {
    text.append(bracket);
    return this;
  }

  JsonText name(String name) {
    separate();
    quote(name);
    text.append(':');
    return this;
  }

  JsonText string(String value) {
    separate();
    quote(value);
    return this;
  }

  JsonText int64(long value) {
    return raw(Long.toString(value));
  }

  JsonText bool(boolean value) {
    return raw(Boolean.toString(value));
  }

  JsonText float32(float value) {
    return raw(shortest(value));
  }

  JsonText raw(String json) {
    separate();
    text.append(json);
    return this;
  }

  /** A comma is wanted unless something was just opened or named. */
  private void separate() {
    if (!text.isEmpty() && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      escape(value.charAt(i));
    }
    text.append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '<', '>', '&', '\u2028', '\u2029' -> hex(c);
      default -> {
        if (c < ' ') {
          hex(c);
        } else {
          text.append(c);
        }
      }
    }
  }

  private void hex(char c) {
    text.append(String.format("\\u%04x", (int) c));
  }

  static String shortest(float value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(value);
    int digits = 1;
    while (digits < FLOAT_DIGITS && round(exact, digits).floatValue() != value) {
      digits++;
    }
    BigDecimal rounded = round(exact, digits).stripTrailingZeros();
    float size = Math.abs(value);
    return size < SMALLEST_PLAIN || size >= LARGEST_PLAIN
        ? scientific(rounded)
        : rounded.toPlainString();
  }

  private static BigDecimal round(BigDecimal exact, int digits) {
    return exact.round(new MathContext(digits));
  }

  private static String scientific(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e" : "e+")
        + exponent;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
