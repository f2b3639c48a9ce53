package dev.spike.chaos.control;

import dev.spike.chaos.Arming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ChaosServer} is started.
 *
 * @param port on the loopback interface, 0 for a free one
 * @param token what a client has to show: 16 to 200 letters, digits or any of {@code . _ ~ + / -};
 *     null to have one generated
 * @param maxTimeToLive the longest time for which a fault lives without being renewed, above zero
 *     and at most {@link Arming#MAX_TIME_TO_LIVE}
 * @param maxLeases how many faults can be armed at once, 1 to 1,000
 */
public record ChaosServerOptions(
    int port, @Nullable String token, Duration maxTimeToLive, int maxLeases) {
  /** How long a fault lives when its request does not say. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

  private static final Duration MAX_TIME_TO_LIVE = Duration.ofMinutes(10);
  private static final int MAX_LEASES = 100;
  private static final int MOST_LEASES = 1_000;
  private static final int MAX_PORT = 65_535;

  /** Checks the bounds. */
  public ChaosServerOptions {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "The port was %d, but must be 0 to %d: give 0 for a free one".formatted(port, MAX_PORT));
    }
    if (maxLeases < 1 || maxLeases > MOST_LEASES) {
      throw new IllegalArgumentException(
          "The most leases were %d, but must be 1 to %d: give how many faults may be armed at once"
              .formatted(maxLeases, MOST_LEASES));
    }
    if (token != null) {
      new Token(token);
    }
    Arming.of(0, maxTimeToLive);
  }

  /** A free port, a generated token, at most 10 minutes without renewal and 100 faults at once. */
  public static ChaosServerOptions defaults() {
    return new ChaosServerOptions(0, null, MAX_TIME_TO_LIVE, MAX_LEASES);
  }

  /** The same on that port. */
  public ChaosServerOptions withPort(int other) {
    return new ChaosServerOptions(other, token, maxTimeToLive, maxLeases);
  }

  /** The same with that token. */
  public ChaosServerOptions withToken(String other) {
    return new ChaosServerOptions(port, other, maxTimeToLive, maxLeases);
  }

  /** The same with that longest time to live. */
  public ChaosServerOptions withMaxTimeToLive(Duration other) {
    return new ChaosServerOptions(port, token, other, maxLeases);
  }

  /** The same with so many faults at once. */
  public ChaosServerOptions withMaxLeases(int other) {
    return new ChaosServerOptions(port, token, maxTimeToLive, other);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ChaosServerOptions[port=%d, maxTimeToLive=%s, maxLeases=%d]"
        .formatted(port, maxTimeToLive, maxLeases);
  }
}
