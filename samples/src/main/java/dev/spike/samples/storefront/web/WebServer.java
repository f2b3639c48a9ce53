package dev.spike.samples.storefront.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One HTTP and WebSocket server on the loopback address. Its threads are daemons: it does not keep
 * a JVM alive. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  /**
   * Connections that may wait to be accepted. The JDK's default of 50 would turn a burst of
   * connections into lost SYNs, seen by the client as answers that take a second too long.
   */
  private static final int ACCEPT_BACKLOG = 1_024;

  private static final Duration WEBSOCKET_IDLE = Duration.ofMinutes(5);

  private final Javalin app;
  private final URI uri;

  private WebServer(Javalin app) {
    this.app = app;
    this.uri = URI.create("http://127.0.0.1:" + app.port());
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @param name of the service, in messages and thread names
   * @param port to listen on, 0 for any free one
   * @param maxThreads the most threads at work, 8 or more; further requests wait
   * @param leak the fault for tests, normally none
   * @param routes what is served
   * @throws PortInUseException if the port is taken
   */
  public static WebServer start(
      String name, int port, int maxThreads, DeliberateLeak leak, Consumer<RoutesConfig> routes) {
    Javalin app =
        Javalin.create(
            config -> {
              serverOf(config, name, port, maxThreads);
              config.routes.before(context -> leak.request());
              errors(config.routes);
              routes.accept(config.routes);
            });
    try {
      return new WebServer(app.start());
    } catch (JavalinBindException e) {
      app.stop();
      throw new PortInUseException(name, port, e);
    }
  }

  /** Where it is, such as {@code http://127.0.0.1:40123}. */
  public URI uri() {
    return uri;
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    app.stop();
  }

  private static void serverOf(JavalinConfig config, String name, int port, int maxThreads) {
    QueuedThreadPool threads = new QueuedThreadPool(maxThreads, 8);
    threads.setName(name + "-http");
    threads.setDaemon(true);
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads;
    config.jetty.addConnector((server, http) -> loopback(server, http, port));
    config.jetty.modifyServer(server -> server.setStopTimeout(1_000));
    config.jetty.modifyServletContextHandler(
        handler -> keepNoSessions(handler.getSessionHandler()));
    config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(WEBSOCKET_IDLE));
  }

  /**
   * The framework opens an HTTP session for each WebSocket and never ends it: with short-lived
   * connections that is a leak. Nothing here uses HTTP sessions, so none is kept.
   */
  private static void keepNoSessions(SessionHandler sessions) {
    NullSessionCache cache = new NullSessionCache(sessions);
    cache.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(cache);
    sessions.setUsingCookies(false);
  }

  private static ServerConnector loopback(Server server, HttpConfiguration http, int port) {
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_BACKLOG);
    return connector;
  }

  private static void errors(RoutesConfig routes) {
    routes.exception(
        RefusedException.class,
        (e, context) -> {
          String message = e.getMessage();
          Json.answer(context, e.status(), Map.of("error", message == null ? "refused" : message));
        });
  }
}
