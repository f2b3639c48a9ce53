package dev.spike.remote.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that existing clients of Toxiproxy take for one, in this JVM.
 *
 * <pre>{@code
 * try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0))) {
 *   ToxiproxyClient client = new ToxiproxyClient("localhost", server.address().getPort());
 *   Proxy db = client.createProxy("db", "localhost:0", "localhost:5432");
 *   db.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 200);
 *   ...
 * }
 * }</pre>
 *
 * <p>It works with two threads, one for its connections and one that owns the proxies, beside those
 * of the proxies themselves; neither ever waits for a link or for a name. Thread-safe.
 */
public final class ToxiproxyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToxiproxyServer.class);
  private static final long START_SECONDS = 30;
  private static final long STOP_SECONDS = 10;

  private final ToxiproxyOptions options;
  private final ExecutorService control =
      Executors.newSingleThreadExecutor(ToxiproxyServer::controlThread);
  private final Lookups lookups;
  private final Proxies proxies;
  private final Endpoint endpoint;
  private boolean closed;

  private ToxiproxyServer(ToxiproxyOptions options, Limits limits) throws IOException {
    this.options = options;
    this.lookups = new Lookups(options.guarded());
    this.proxies = new Proxies(new PathSettings(options.seed(), options.guarded()));
    Api api = new Api(proxies, lookups, control);
    Router router =
        new Router(api.routes(new Metrics(options.proxyMetrics(), options.runtimeMetrics())));
    Front front = new Front(new Access(options.token()), router, control);
    Path config = options.config();
    if (config != null) {
      populate(api, config);
    }
    try {
      this.endpoint = Endpoint.bind(options.host(), options.port(), front::answer, limits);
      LOG.info("Starting Toxiproxy HTTP server on {}", Listen.bound(endpoint.address()));
    } catch (IOException e) {
      stop();
      throw e;
    }
  }

  /**
   * A server that listens when this returns, with the proxies of its file.
   *
   * @throws IOException when it cannot listen there, with Toxiproxy's words for why
   */
  public static ToxiproxyServer start(ToxiproxyOptions options) throws IOException {
    return start(options, Limits.standard());
  }

  static ToxiproxyServer start(ToxiproxyOptions options, Limits limits) throws IOException {
    return new ToxiproxyServer(options, limits);
  }

  private static Thread controlThread(Runnable work) {
    Thread thread = new Thread(work, "toxiproxy-control");
    thread.setDaemon(true);
    return thread;
  }

  /** As Toxiproxy: what is wrong with the file is logged, and the server starts all the same. */
  private void populate(Api api, Path config) {
    try {
      byte[] body = Files.readAllBytes(config);
      Answer answer =
          CompletableFuture.supplyAsync(() -> api.populate(body), control)
              .thenCompose(done -> done)
              .get(START_SECONDS, TimeUnit.SECONDS);
      if (answer.status() == 201) {
        LOG.info("Populated proxies from {}", config);
      } else {
        LOG.error("Failed to populate proxies from {}: {}", config, answer.body());
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.error("Error reading config file {}: {}", config, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the control API listens. */
  public InetSocketAddress address() {
    return endpoint.address();
  }

  /** What each request must show; null in the compatible mode. */
  public @Nullable String token() {
    return options.token();
  }

  /** Closes the API, the proxies and all their connections. May be called any number of times. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      endpoint.close();
      stop();
    }
  }

  private void stop() {
    lookups.close();
    control.execute(this::end);
    try {
      if (!control.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the proxies took more than {} s to close", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last of the control thread: what is waiting behind it would make proxies anew. */
  private void end() {
    try {
      proxies.close();
    } finally {
      control.shutdownNow();
    }
  }
}
