package dev.spike.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as result files have it. Readers refuse what is missing or of another kind with an
 * IllegalArgumentException that names the field; a number that is none is {@code null}, an infinite
 * one the text {@code "Infinity"} or {@code "-Infinity"}.
 */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Below it every whole number is a double: written as people write it. */
  private static final double EXACT = 1L << 53;

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static void put(ObjectNode to, String field, double value) {
    if (Double.isNaN(value)) {
      to.putNull(field);
    } else if (Double.isInfinite(value)) {
      to.put(field, Double.toString(value));
    } else if ((long) value == value && Math.abs(value) < EXACT && !isNegativeZero(value)) {
      to.put(field, (long) value);
    } else {
      to.put(field, value);
    }
  }

  private static boolean isNegativeZero(double value) {
    return Double.compare(value, -0.0) == 0;
  }

  static <T> void putAll(
      ObjectNode to, String field, Collection<T> elements, Function<T, ObjectNode> form) {
    ArrayNode array = to.putArray(field);
    elements.forEach(element -> array.add(form.apply(element)));
  }

  static void putTexts(ObjectNode to, String field, Collection<String> texts) {
    ArrayNode array = to.putArray(field);
    texts.forEach(array::add);
  }

  static void putTexts(ObjectNode to, String field, Map<String, String> texts) {
    ObjectNode object = to.putObject(field);
    texts.forEach(object::put);
  }

  static JsonNode field(JsonNode from, String field) {
    JsonNode value = from.get(field);
    if (value == null) {
      throw new IllegalArgumentException("field '" + field + "' is missing");
    }
    return value;
  }

  static String text(JsonNode from, String field) {
    JsonNode value = field(from, field);
    if (!value.isString()) {
      throw wrong(field, value, "a text");
    }
    return value.stringValue();
  }

  static long whole(JsonNode from, String field) {
    return whole(field, field(from, field));
  }

  static long whole(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, value, "a whole number");
    }
    return value.longValue();
  }

  static int index(JsonNode from, String field) {
    long value = whole(from, field);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw wrong(field, field(from, field), "an index from 0");
    }
    return (int) value;
  }

  static boolean flag(JsonNode from, String field) {
    JsonNode value = field(from, field);
    if (!value.isBoolean()) {
      throw wrong(field, value, "true or false");
    }
    return value.booleanValue();
  }

  static double number(JsonNode from, String field) {
    return number(field, field(from, field));
  }

  static double number(String name, JsonNode value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (value.isString() && value.stringValue().endsWith("Infinity")) {
      return Double.parseDouble(value.stringValue());
    }
    if (!value.isNumber()) {
      throw wrong(name, value, "a number");
    }
    return value.doubleValue();
  }

  static <E extends Enum<E>> E word(JsonNode from, String field, Class<E> type) {
    return Enum.valueOf(type, text(from, field));
  }

  static <T> List<T> list(JsonNode from, String field, Function<JsonNode, T> element) {
    JsonNode value = field(from, field);
    if (!value.isArray()) {
      throw wrong(field, value, "a list");
    }
    return value.valueStream().map(element).toList();
  }

  static List<String> texts(JsonNode from, String field) {
    return list(from, field, node -> element(field, node));
  }

  private static String element(String field, JsonNode node) {
    if (!node.isString()) {
      throw wrong(field, node, "a list of texts");
    }
    return node.stringValue();
  }

  static <T> Map<String, T> map(JsonNode from, String field, Function<JsonNode, T> value) {
    JsonNode object = field(from, field);
    if (!object.isObject()) {
      throw wrong(field, object, "an object");
    }
    Map<String, T> map = new LinkedHashMap<>();
    object.properties().forEach(e -> map.put(e.getKey(), value.apply(e.getValue())));
    return map;
  }

  static Map<String, String> textMap(JsonNode from, String field) {
    return map(from, field, node -> element(field, node));
  }

  private static IllegalArgumentException wrong(String field, JsonNode value, String wanted) {
    String text = value.toString();
    String shown = text.length() <= 40 ? text : text.substring(0, 37) + "...";
    return new IllegalArgumentException("field '" + field + "' is " + shown + ", not " + wanted);
  }
}
