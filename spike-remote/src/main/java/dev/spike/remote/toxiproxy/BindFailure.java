package dev.spike.remote.toxiproxy;

import java.net.BindException;
import java.util.Locale;

/** Why the system did not let a listener have its address, in the words of the C library. */
final class BindFailure {
  private BindFailure() {}

  static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return lowered(cause);
      }
    }
    return lowered(failure);
  }

  private static String lowered(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
