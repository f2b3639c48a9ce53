package dev.spike.samples.suite;

import dev.spike.remote.HttpAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the services answer. */
final class JsonAnswer {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonAnswer() {}

  /** A text field of the answer, which must be there. */
  static String text(HttpAnswer answer, String field) {
    JsonNode value = MAPPER.readTree(answer.bytes()).path(field);
    if (!value.isString() || value.asString().isEmpty()) {
      throw new IllegalStateException("the answer has no text \"" + field + "\"");
    }
    return value.asString();
  }

  /** The answer as a value of a type. */
  static <T> T value(HttpAnswer answer, Class<T> type) {
    return MAPPER.readValue(answer.bytes(), type);
  }
}
