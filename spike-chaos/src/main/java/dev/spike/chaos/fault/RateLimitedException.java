package dev.spike.chaos.fault;

import java.time.Duration;

/** A call was refused by an armed rate limit: what a client makes of an answer with status 429. */
public final class RateLimitedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  RateLimitedException(String point, Duration retryAfter) {
    super("Too many requests on " + point + ": retry after " + retryAfter.toMillis() + " ms");
    this.retryAfter = retryAfter;
  }

  /** When the next call would be let through; zero or more. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
