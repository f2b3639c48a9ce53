package dev.spike.chaos.control;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets another JVM on this machine arm faults at this one's points. Nothing listens unless this is
 * started.
 *
 * <pre>{@code
 * ChaosServer server = ChaosServer.start(ChaosServerOptions.defaults().withPort(8474));
 * Files.writeString(secret, server.token());
 *
 * curl -H "Authorization: Bearer $TOKEN" localhost:8474/v1/leases \
 *      -d on=orders.db -d fault=latency -d delay=200ms -d probability=0.3 -d ttl=30s
 * }</pre>
 *
 * <p>It binds to the loopback interface only; from another machine it is reached through an SSH
 * tunnel. Every request needs the token. Every fault has a time to live, so it ends even if its
 * controller dies; it ends with this server, too.
 *
 * <p>At most 16 requests are served at once and 64 wait; a request has 2 s to arrive and 10 s to be
 * answered, and 16 KiB. Further bounds are the JDK's, by its system properties, which are read once
 * in a JVM and hold for all its servers, so they are left alone here: {@code
 * sun.net.httpserver.maxReqHeaders} (200) and {@code maxReqHeaderSize} (380 KiB), {@code
 * idleInterval} (30 s), {@code maxIdleConnections} (200), {@code jdk.httpserver.maxConnections} (no
 * limit). One that nobody has set is set: {@code sun.net.httpserver.nodelay} to true, without which
 * an answer of older JDKs (17) takes 40 ms, as its second packet waits for a delayed
 * acknowledgement of the first; it has an effect if this is the first such server of the JVM.
 *
 * <p>Thread-safe. Its threads are daemons.
 */
public final class ChaosServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChaosServer.class);
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final Duration TO_RECEIVE = Duration.ofSeconds(2);
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);

  /** So that a crowd is accepted at its pace, rather than after the system's retransmissions. */
  private static final int BACKLOG = 1_024;

  private final Token token;
  private final ArmedLeases leases;
  private final Workers workers;
  private final HttpServer http;

  private ChaosServer(ChaosServerOptions options, Duration toReceive) throws IOException {
    String given = options.token();
    token = given == null ? Token.generated() : new Token(given);
    leases = new ArmedLeases(options.maxLeases());
    workers = new Workers(toReceive, TO_ANSWER);
    http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
    http.setExecutor(workers);
    http.createContext("/", new Exchanges(token, new Routes(options, leases), workers));
  }

  /**
   * Starts one.
   *
   * @throws UncheckedIOException when the port is taken
   */
  public static ChaosServer start(ChaosServerOptions options) {
    return start(options, TO_RECEIVE);
  }

  static ChaosServer start(ChaosServerOptions options, Duration toReceive) {
    try {
      if (System.getProperty(NO_DELAY) == null) {
        System.setProperty(NO_DELAY, "true");
      }
      Routes.rehearse();
      ChaosServer server = new ChaosServer(options, toReceive);
      server.startAsDaemon();
      log.info("Faults can be armed at {}, by whoever has the token", server.uri());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The chaos server could not listen on port %d of the loopback interface: give another one, or 0"
              .formatted(options.port()),
          e);
    }
  }

  /** The JDK's dispatching thread is a daemon if the one that starts it is, as workers are. */
  private void startAsDaemon() {
    CompletableFuture.runAsync(http::start, workers).join();
  }

  /** Where it listens, for {@link ChaosClient#at}. */
  public URI uri() {
    InetAddress host = http.getAddress().getAddress();
    String literal = host instanceof Inet6Address ? "[::1]" : host.getHostAddress();
    return URI.create("http://" + literal + ":" + http.getAddress().getPort());
  }

  /** What a client has to show. Keep it from logs. */
  public String token() {
    return token.secret();
  }

  /**
   * Stops it and reverts every fault that was armed through it.
   *
   * @throws IllegalStateException when a revert left something behind; all others are reverted
   */
  @Override
  public void close() {
    http.stop(0);
    workers.close();
    leases.close();
  }
}
