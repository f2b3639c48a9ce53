package dev.spike.samples.storefront;

/** The storefront could not be started; the message is one line fit for a user. */
public final class StorefrontException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorefrontException(String message) {
    super(message);
  }

  StorefrontException(String message, Throwable cause) {
    super(message, cause);
  }
}
