package dev.spike.chaos.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A status and what is told with it, in the order in which it is told. */
record Answer(int status, Map<String, ?> told) {
  static Answer ok(Map<String, ?> told) {
    return new Answer(200, told);
  }

  static Answer error(int status, String message) {
    return new Answer(status, Map.of("error", String.join(" ", message.lines().toList())));
  }

  String json() {
    return Json.of(told) + "\n";
  }

  /** For clients that read no JSON: lists are joined by commas. */
  String form() {
    Map<String, Object> flat = new LinkedHashMap<>();
    told.forEach(
        (name, value) ->
            flat.put(
                name,
                value instanceof Collection<?> items
                    ? String.join(",", items.stream().map(String::valueOf).toList())
                    : value));
    return Form.of(flat);
  }
}
