package dev.spike.chaos.http;

import dev.spike.chaos.CallFault;
import java.time.Duration;
import java.util.Map;

/** Where faults of HTTP exchanges are made, to be placed on the point of a client. */
public final class HttpFaults {
  private HttpFaults() {}

  /**
   * The request is not sent, and answered with that status and an empty body.
   *
   * @param status 200 to 599
   */
  public static CallFault status(int status) {
    return new Status(status, Map.of());
  }

  /** The request is not sent, and answered with 429 and the time to wait in seconds. */
  public static CallFault tooManyRequests(Duration retryAfter) {
    return new Status(429, Map.of("Retry-After", String.valueOf(retryAfter.toSeconds())));
  }
}
