package dev.spike.chaos.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The exceptions that can be asked for from afar: a fixed choice, no class is looked up. */
final class Exceptions {
  private static final Map<String, Function<String, Throwable>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "RuntimeException", RuntimeException::new,
              "IllegalStateException", IllegalStateException::new,
              "IOException", IOException::new,
              "UncheckedIOException", told -> new UncheckedIOException(new IOException(told)),
              "SQLException", SQLException::new,
              "TimeoutException", TimeoutException::new));

  private Exceptions() {}

  static Function<String, Throwable> named(String name) {
    Function<String, Throwable> maker = BY_NAME.get(name);
    if (maker == null) {
      throw Refusal.badRequest(
          "The exception was '%s', but has to be one of %s: write %s"
              .formatted(
                  Refusal.shown(name), BY_NAME.keySet(), Refusal.instead(name, BY_NAME.keySet())));
    }
    return maker;
  }
}
