package dev.spike.remote;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says in a few words what went wrong on a connection. */
final class Failures {
  private Failures() {}

  static String describe(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (cause instanceof ConnectException) {
      return message.toLowerCase(Locale.ROOT).contains("refused")
          ? "connection refused"
          : "cannot connect: " + message;
    }
    if (cause instanceof ClosedChannelException) {
      return "connection closed";
    }
    if (cause instanceof SSLException) {
      return "TLS failed: " + oneLine(message);
    }
    return message.isEmpty() ? cause.getClass().getSimpleName() : oneLine(message);
  }

  /** Seconds with at most one decimal, or milliseconds below one second. */
  static String time(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis % 1_000 == 0
        ? millis / 1_000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
