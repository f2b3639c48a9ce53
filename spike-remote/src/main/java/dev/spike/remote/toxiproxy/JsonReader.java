package dev.spike.remote.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body as Go's {@code json.Decoder} does, because clients lean on it: the first value only,
 * whatever follows; names match in any case; the last of several wins, but null changes nothing;
 * broken UTF-8 is replaced. Nesting and lengths are bounded by Jackson.
 */
final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  /** A number as it was written, so that 1 and 1.0 differ. */
  record Digits(String text, boolean integer) {}

  /**
   * The first value: a case-insensitive Map, List, String, {@link Digits}, Boolean or null.
   *
   * @throws ApiError 400 when there is none
   */
  static @Nullable Object first(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw ApiError.badBody("EOF");
      }
      return value(parser);
    } catch (UnexpectedEndOfInputException e) {
      throw ApiError.badBody("unexpected EOF");
    } catch (JacksonException e) {
      throw ApiError.badBody(String.valueOf(e.getOriginalMessage()));
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> new Digits(parser.getString(), true);
      case VALUE_NUMBER_FLOAT -> new Digits(parser.getString(), false);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value == null) {
        fields.putIfAbsent(name, null);
      } else {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }
}
