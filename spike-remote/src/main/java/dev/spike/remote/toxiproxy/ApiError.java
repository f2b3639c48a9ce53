package dev.spike.remote.toxiproxy;

import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client got wrong, or the system refused: a status and one line. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ApiError.class);

  private final int status;

  ApiError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static ApiError badBody(String problem) {
    return new ApiError(400, "bad request body: " + problem);
  }

  static ApiError missingField(String name) {
    return new ApiError(400, "missing required field: " + name);
  }

  static ApiError proxyNotFound() {
    return new ApiError(404, "proxy not found");
  }

  static ApiError toxicNotFound() {
    return new ApiError(404, "toxic not found");
  }

  /** What a failure tells the client; one that nobody foresaw is a 500. */
  static ApiError of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ApiError error) {
      return error;
    }
    LOG.warn("a request failed", cause);
    return new ApiError(500, cause.toString());
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
