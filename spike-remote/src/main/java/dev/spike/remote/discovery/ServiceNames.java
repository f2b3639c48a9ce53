package dev.spike.remote.discovery;

import java.net.URI;
import java.net.URISyntaxException;

/** The checks that the discoveries share. */
final class ServiceNames {
  private ServiceNames() {}

  /** Letters, digits and hyphens, so that it can become a variable and a DNS label. */
  static String checked(String service) {
    if (!service.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,60}[A-Za-z0-9])?")) {
      throw new IllegalArgumentException(
          "service name '"
              + service
              + "' must be 1 to 62 letters, digits and inner hyphens, such as auth");
    }
    return service;
  }

  /**
   * An absolute URL with a host.
   *
   * @param where the place it was written in, for the message
   */
  static URI url(String where, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(message(where, text), e);
    }
    throw new IllegalArgumentException(message(where, text));
  }

  private static String message(String where, String text) {
    return where
        + " is '"
        + text
        + "', not an absolute URL with a host: write one such as http://localhost:8081";
  }
}
