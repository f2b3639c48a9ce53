package dev.spike.remote.proxy;

import java.io.IOException;
import java.time.Duration;

/**
 * A proxy that is not started yet; see {@link ChaosProxy#to}. Immutable: each setting gives another
 * plan, and each {@link #start} a proxy of its own.
 *
 * @param name in reports and logs, and part of what decides which connections are hit
 * @param listen where clients connect, as {@code host:port}; port 0 takes a free one, and without a
 *     host all interfaces listen
 * @param upstream where they get to, as {@code host:port}: looked at only when a connection comes
 * @param seed decides, with the names of proxy and toxic and the number of the connection, what is
 *     hit
 * @param halfClose whether a side that has only ended its own stream may still read the rest of the
 *     other; else the end of either stream closes both, as Toxiproxy does
 * @param connectTimeout for reaching the upstream, looking up its name included: at least 1 ms, at
 *     most an hour
 * @param enabled whether it listens from the start
 */
public record ProxyPlan(
    String name,
    String listen,
    String upstream,
    long seed,
    boolean halfClose,
    Duration connectTimeout,
    boolean enabled) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks the bounds. */
  public ProxyPlan {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "The name of the proxy to %s was empty: give one, such as db".formatted(upstream));
    }
    HostPort.listening(listen);
    if (connectTimeout.compareTo(SHORTEST) < 0 || connectTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The connect timeout of the proxy %s was %s, but must be from 1 ms to 1 h: give for example 10 s"
              .formatted(name, connectTimeout));
    }
  }

  /**
   * To an upstream taken as its text stands, right or wrong: its connections are closed at once if
   * it is wrong. {@link ChaosProxy#to} refuses what is wrong.
   */
  public static ProxyPlan lenient(String upstream) {
    return new ProxyPlan("proxy", "localhost:0", upstream, 0, true, Duration.ofSeconds(10), true);
  }

  /** The same with another name. */
  public ProxyPlan named(String other) {
    return new ProxyPlan(other, listen, upstream, seed, halfClose, connectTimeout, enabled);
  }

  /**
   * The same, listening there.
   *
   * @throws IllegalArgumentException when it is not {@code host:port}
   */
  public ProxyPlan listen(String other) {
    return new ProxyPlan(name, other, upstream, seed, halfClose, connectTimeout, enabled);
  }

  /** The same with another seed. */
  public ProxyPlan seed(long other) {
    return new ProxyPlan(name, listen, upstream, other, halfClose, connectTimeout, enabled);
  }

  /** The same, passing the end of one stream on alone, or not. */
  public ProxyPlan halfClose(boolean passedOn) {
    return new ProxyPlan(name, listen, upstream, seed, passedOn, connectTimeout, enabled);
  }

  /** The same with another limit for reaching the upstream. */
  public ProxyPlan connectTimeout(Duration other) {
    return new ProxyPlan(name, listen, upstream, seed, halfClose, other, enabled);
  }

  /** The same, starting enabled or not. */
  public ProxyPlan enabled(boolean fromStart) {
    return new ProxyPlan(name, listen, upstream, seed, halfClose, connectTimeout, fromStart);
  }

  /**
   * A running proxy. If enabled it listens when this returns.
   *
   * @throws IOException the system's own, when it cannot listen there
   */
  public ChaosProxy start() throws IOException {
    return ChaosProxy.start(this);
  }
}
