package dev.spike.chaos.control;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes maps, collections, texts, whole numbers and truth values as JSON (RFC 8259). */
final class Json {
  private static final char FIRST_PRINTABLE = 0x20;

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(Object value) {
    Json json = new Json();
    json.value(value);
    return json.text.toString();
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> items) {
      array(items);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void object(Map<?, ?> map) {
    text.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> each = i.next();
      string(String.valueOf(each.getKey()));
      text.append(':');
      value(each.getValue());
      text.append(i.hasNext() ? "," : "");
    }
    text.append('}');
  }

  private void array(Collection<?> items) {
    text.append('[');
    for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
      value(i.next());
      text.append(i.hasNext() ? "," : "");
    }
    text.append(']');
  }

  /** Lone surrogates, which UTF-8 cannot hold, are escaped as control characters are. */
  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE || isLone(value, i)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static boolean isLone(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
