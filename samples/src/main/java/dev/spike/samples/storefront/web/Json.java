package dev.spike.samples.storefront.web;

import io.javalin.http.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON bodies. Thread-safe. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /**
   * Reads the request's body.
   *
   * @param context the request
   * @param type a record whose constructor checks its components
   * @return the body as a record
   * @throws RefusedException with status 400 if the body is not JSON or does not fit
   */
  public static <T> T read(Context context, Class<T> type) {
    T body;
    try {
      body = MAPPER.readValue(context.body(), type);
    } catch (JacksonException e) {
      throw new RefusedException(400, "body is not the JSON expected: " + e.getOriginalMessage());
    }
    if (body == null) {
      throw new RefusedException(400, "body is null, a JSON object is expected");
    }
    return body;
  }

  /** Answers with a status and a value as JSON. */
  public static void answer(Context context, int status, Object value) {
    context.status(status).contentType("application/json").result(text(value));
  }

  /** A value as JSON text on one line. */
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
