package dev.spike.samples.storefront.web;

/** A request that is answered with an error status and one line that says why. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Refuses.
   *
   * @param status the HTTP status, 400 to 599
   * @param message one line: the value, the rule, the fix
   */
  public RefusedException(int status, String message) {
    // No stack trace: refusals are normal answers, and there are many of them under a spike.
    super(firstLine(message), null, false, false);
    this.status = status;
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
