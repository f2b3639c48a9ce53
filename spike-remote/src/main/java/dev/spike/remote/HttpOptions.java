package dev.spike.remote;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link HttpTarget} connects. Start with {@link #defaults()} and change what differs.
 *
 * @param maxConnections most connections open to the host at one time; default 20
 * @param timeout how long a call may take, from the call to the end of its answer, waiting for a
 *     connection included; default 10 s
 * @param connectTimeout how long opening a connection may take, TLS handshake included; default 5
 *     s, and never longer than what is left of the call
 * @param maxAnswerBytes largest body accepted, in bytes; default 1 MiB
 * @param allowed where load may go; default loopback only
 * @param tls trust for https; null takes the JVM's default
 */
public record HttpOptions(
    int maxConnections,
    Duration timeout,
    Duration connectTimeout,
    int maxAnswerBytes,
    AllowedHosts allowed,
    @Nullable SSLContext tls) {

  /** Refuses bounds that are not positive. */
  public HttpOptions {
    Bounds.positive("maxConnections", maxConnections);
    Bounds.positive("timeout", timeout);
    Bounds.positive("connectTimeout", connectTimeout);
    Bounds.positive("maxAnswerBytes", maxAnswerBytes);
  }

  /** 20 connections, 10 s a call, 5 s to connect, 1 MiB an answer, loopback only. */
  public static HttpOptions defaults() {
    return new HttpOptions(
        20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        1 << 20,
        AllowedHosts.loopbackOnly(),
        null);
  }

  /** The same with another bound on connections. */
  public HttpOptions maxConnections(int most) {
    return new HttpOptions(most, timeout, connectTimeout, maxAnswerBytes, allowed, tls);
  }

  /** The same with another time for a whole call. */
  public HttpOptions timeout(Duration time) {
    return new HttpOptions(maxConnections, time, connectTimeout, maxAnswerBytes, allowed, tls);
  }

  /** The same with another time to open a connection. */
  public HttpOptions connectTimeout(Duration time) {
    return new HttpOptions(maxConnections, timeout, time, maxAnswerBytes, allowed, tls);
  }

  /** The same with another bound on bodies, in bytes. */
  public HttpOptions maxAnswerBytes(int bytes) {
    return new HttpOptions(maxConnections, timeout, connectTimeout, bytes, allowed, tls);
  }

  /** The same with another allow-list. */
  public HttpOptions allowed(AllowedHosts hosts) {
    return new HttpOptions(maxConnections, timeout, connectTimeout, maxAnswerBytes, hosts, tls);
  }

  /** The same with another trust for https. */
  public HttpOptions tls(SSLContext context) {
    return new HttpOptions(
        maxConnections, timeout, connectTimeout, maxAnswerBytes, allowed, context);
  }
}
