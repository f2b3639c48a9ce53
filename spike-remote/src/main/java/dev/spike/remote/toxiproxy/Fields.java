package dev.spike.remote.toxiproxy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object with the types the reader wants. One that is missing or null keeps
 * the value it has; one of another type is refused.
 */
final class Fields {
  private final Map<?, ?> values;
  private final String path;

  private Fields(Map<?, ?> values, String path) {
    this.values = values;
    this.path = path;
  }

  /** The object a body holds; null counts as an empty one. */
  static Fields of(byte[] body) {
    return of(JsonReader.first(body), "");
  }

  static Fields of(@Nullable Object value, String path) {
    if (value == null) {
      return new Fields(Map.of(), path);
    }
    if (value instanceof Map<?, ?> map) {
      return new Fields(map, path);
    }
    throw mismatch(value, path.isEmpty() ? "body" : path, "object");
  }

  /** The array a body holds; null counts as an empty one. */
  static List<?> array(byte[] body) {
    Object value = JsonReader.first(body);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw mismatch(value, "body", "array");
  }

  @Nullable String string(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw mismatch(value, path + name, "string");
  }

  String string(String name, String otherwise) {
    String value = string(name);
    return value == null ? otherwise : value;
  }

  @Nullable Boolean bool(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw mismatch(value, path + name, "bool");
  }

  long int64(String name, long otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonReader.Digits number && number.integer()) {
      try {
        return Long.parseLong(number.text());
      } catch (NumberFormatException e) {
        throw mismatch(value, path + name, "int64");
      }
    }
    throw mismatch(value, path + name, "int64");
  }

  float float32(String name, float otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonReader.Digits number) {
      float parsed = Float.parseFloat(number.text());
      if (Float.isFinite(parsed)) {
        return parsed;
      }
    }
    throw mismatch(value, path + name, "float32");
  }

  /** The object in a field; an empty one when it is missing or null. */
  Fields object(String name) {
    return of(values.get(name), path + name + ".");
  }

  private static ApiError mismatch(Object value, String name, String type) {
    return ApiError.badBody(
        "json: cannot unmarshal " + kind(value) + " into field " + name + " of type " + type);
  }

  private static String kind(Object value) {
    if (value instanceof JsonReader.Digits number) {
      return "number " + number.text();
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof String) {
      return "string";
    }
    return value instanceof List<?> ? "array" : "object";
  }
}
