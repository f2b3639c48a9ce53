package dev.spike.samples.storefront.web;

/** The port that was asked for is taken; nothing was started. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param service whose port it is
   * @param port the port
   * @param cause what the system said
   */
  public PortInUseException(String service, int port, Throwable cause) {
    super(
        "port %d of %s is in use on 127.0.0.1: choose another with --%s-port, or 0 for any free one"
            .formatted(port, service, service),
        cause);
  }
}
