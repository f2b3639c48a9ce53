package dev.spike.remote;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link WebSocketTarget} connects. Start with {@link #defaults()} and change what differs.
 *
 * @param maxSessions most sessions open at one time; default 1,000
 * @param timeout how long a handshake, a send or the answer to a close may take; default 10 s
 * @param maxMessageBytes largest text message accepted, in bytes; default 1 MiB
 * @param allowed where load may go; default loopback only
 * @param tls trust for wss; null takes the JVM's default
 */
public record WebSocketOptions(
    int maxSessions,
    Duration timeout,
    int maxMessageBytes,
    AllowedHosts allowed,
    @Nullable SSLContext tls) {

  /** Refuses bounds that are not positive. */
  public WebSocketOptions {
    Bounds.positive("maxSessions", maxSessions);
    Bounds.positive("timeout", timeout);
    Bounds.positive("maxMessageBytes", maxMessageBytes);
  }

  /** 1,000 sessions, 10 s, 1 MiB a message, loopback only. */
  public static WebSocketOptions defaults() {
    return new WebSocketOptions(
        1_000, Duration.ofSeconds(10), 1 << 20, AllowedHosts.loopbackOnly(), null);
  }

  /** The same with another bound on sessions. */
  public WebSocketOptions maxSessions(int most) {
    return new WebSocketOptions(most, timeout, maxMessageBytes, allowed, tls);
  }

  /** The same with another time-out. */
  public WebSocketOptions timeout(Duration time) {
    return new WebSocketOptions(maxSessions, time, maxMessageBytes, allowed, tls);
  }

  /** The same with another bound on messages, in bytes. */
  public WebSocketOptions maxMessageBytes(int bytes) {
    return new WebSocketOptions(maxSessions, timeout, bytes, allowed, tls);
  }

  /** The same with another allow-list. */
  public WebSocketOptions allowed(AllowedHosts hosts) {
    return new WebSocketOptions(maxSessions, timeout, maxMessageBytes, hosts, tls);
  }

  /** The same with another trust for wss. */
  public WebSocketOptions tls(SSLContext context) {
    return new WebSocketOptions(maxSessions, timeout, maxMessageBytes, allowed, context);
  }
}
