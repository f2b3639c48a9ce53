package dev.spike.run;

/**
 * Thrown by an operation whose target refused it in good order (HTTP 429 or 503, a full queue, an
 * open breaker).
 */
public class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason that the target gave. */
  public RejectedException(String message) {
    super(message);
  }
}
