package dev.spike.remote.toxiproxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ToxiproxyServer} listens and whom it trusts. Start with {@link #defaults()} or
 * {@link #compatible()} and change what differs.
 *
 * @param host the control API's name or address; default localhost, and with a token always
 *     loopback
 * @param port 0 to 65535; default 8474, 0 for any that is free
 * @param token what each request must show as {@code Authorization: Bearer}; null in the compatible
 *     mode, where everybody who reaches the port may do everything
 * @param seed decides all that is drawn; default random
 * @param config a JSON file of the proxies to start with, as for {@code POST /populate}; null for
 *     none
 * @param proxyMetrics whether {@code GET /metrics} shows the bytes of each proxy
 * @param runtimeMetrics whether {@code GET /metrics} shows this JVM
 */
public record ToxiproxyOptions(
    String host,
    int port,
    @Nullable String token,
    long seed,
    @Nullable Path config,
    boolean proxyMetrics,
    boolean runtimeMetrics) {
  private static final int LAST_PORT = 65_535;
  private static final int DEFAULT_PORT = 8474;
  private static final int TOKEN_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses a port out of range, an empty token, and a token on a host that is not loopback. */
  public ToxiproxyOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "port is " + port + ": it must be 0 to 65535; 0 takes any that is free");
    }
    if (token != null && token.isBlank()) {
      throw new IllegalArgumentException(
          "token is blank: give one, or use compatible() for a port without");
    }
    if (token != null && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "host is "
              + host
              + ": the control API listens on loopback only; use compatible() to bind as told");
    }
  }

  /** Loopback only, port 8474, and a token drawn now: {@link #token()} tells it. */
  public static ToxiproxyOptions defaults() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return compatible().token(HexFormat.of().formatHex(token));
  }

  /** Exactly as Toxiproxy: localhost:8474 without a token, and any other host when told. */
  public static ToxiproxyOptions compatible() {
    return new ToxiproxyOptions(
        "localhost", DEFAULT_PORT, null, RANDOM.nextLong(), null, false, false);
  }

  /** The same on another host. */
  public ToxiproxyOptions host(String name) {
    return new ToxiproxyOptions(name, port, token, seed, config, proxyMetrics, runtimeMetrics);
  }

  /** The same on another port. */
  public ToxiproxyOptions port(int number) {
    return new ToxiproxyOptions(host, number, token, seed, config, proxyMetrics, runtimeMetrics);
  }

  /** The same with a token of one's own. */
  public ToxiproxyOptions token(String text) {
    return new ToxiproxyOptions(host, port, text, seed, config, proxyMetrics, runtimeMetrics);
  }

  /** The same with another seed. */
  public ToxiproxyOptions seed(long number) {
    return new ToxiproxyOptions(host, port, token, number, config, proxyMetrics, runtimeMetrics);
  }

  /** The same with proxies to start with; a file that cannot be read is only logged. */
  public ToxiproxyOptions config(Path file) {
    return new ToxiproxyOptions(host, port, token, seed, file, proxyMetrics, runtimeMetrics);
  }

  /** The same with metrics of the proxies and of this JVM on or off. */
  public ToxiproxyOptions metrics(boolean proxies, boolean runtime) {
    return new ToxiproxyOptions(host, port, token, seed, config, proxies, runtime);
  }

  boolean guarded() {
    return token != null;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Without the token, which is a secret. */
  @Override
  public String toString() {
    return "ToxiproxyOptions[" + host + ":" + port + (guarded() ? ", token]" : "]");
  }
}
