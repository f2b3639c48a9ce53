package dev.spike.remote.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client is told.
 *
 * @param status of HTTP
 * @param headers beside the length
 * @param body UTF-8, may be empty
 */
record Answer(int status, Map<String, String> headers, String body) {
  private static final String TYPE = "Content-Type";

  static Answer json(int status, String body) {
    return new Answer(status, Map.of(TYPE, "application/json"), body);
  }

  static Answer of(String type, String body) {
    return new Answer(200, Map.of(TYPE, type), body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer movedTo(String location) {
    return new Answer(301, Map.of("Location", location), "");
  }

  /** An error in the words of the web server. */
  static Answer plain(int status, String line) {
    return new Answer(
        status,
        Map.of(TYPE, "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
        line + "\n");
  }

  /** An error in the words of the API: JSON, but of the type of plain text, as Toxiproxy does. */
  static Answer error(ApiError error) {
    return plain(error.status(), errorFields(error).close('}').toString());
  }

  /** The fields of an error, the object still open. */
  static JsonText errorFields(ApiError error) {
    return new JsonText()
        .open('{')
        .name("error")
        .string(error.text())
        .name("status")
        .int64(error.status());
  }

  /** The handler took too long. */
  static Answer timeout() {
    return new Answer(
        503,
        Map.of(TYPE, "text/html; charset=utf-8"),
        "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>");
  }

  /** The same with one header more. */
  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, Map.copyOf(more), body);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
