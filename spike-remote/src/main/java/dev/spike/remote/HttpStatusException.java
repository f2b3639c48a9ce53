package dev.spike.remote;

import java.io.IOException;

/** The target answered with a status that means failure: 400 or above, but not 429 nor 503. */
public final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpStatusException(String request, int status, String firstLine) {
    super(request + ": answered " + status + (firstLine.isEmpty() ? "" : ": " + firstLine));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
