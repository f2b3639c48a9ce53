package dev.spike.chaos.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values as HTML forms send them: {@code on=orders.db&delay=200ms}. */
final class Form {
  static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /** Every name at most once; surrounding white space, such as a file's last line end, is none. */
  static Map<String, String> parsed(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.strip().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
          throw Refusal.badRequest(
              "'%s' was given twice, but every parameter can be given once: leave one out"
                  .formatted(Refusal.shown(name)));
        }
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(
          "'%s' is no form encoding: write %% as %%25".formatted(Refusal.shown(text)));
    }
  }

  static String of(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(String.valueOf(each.getValue())))
        .collect(joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
