package dev.spike.remote;

import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import dev.spike.run.RejectedException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 service under load: blocking calls over a bounded pool of kept-alive connections.
 *
 * <pre>
 * call ── waits its turn (FIFO) ── idle or new connection ── request ── answer ── connection idle
 *  └────────────────────────────── timeout, from the call ───────────────────────┘
 * </pre>
 *
 * <p>The name is resolved once, at construction, and checked against {@link AllowedHosts};
 * redirects are not followed. An idempotent request (any but POST and PATCH) whose kept-alive
 * connection was closed before the first byte of an answer is sent once more on a new connection,
 * counted in {@link HttpCounters#retried}; nothing else is ever sent twice.
 *
 * <p>Thread-safe, for platform and virtual threads. Interrupting a blocked call ends it at once and
 * closes its connection. Failures are {@link IOException}s that name the request: {@link
 * java.net.SocketTimeoutException} when time ran out, {@link HttpStatusException} for a status of
 * 400 or above. A refusal in good order (429, 503) is a {@link RejectedException}.
 */
public final class HttpTarget implements AutoCloseable {
  private final Endpoint endpoint;
  private final HttpOptions options;
  private final ConnectionPool pool;
  private final Dialer dialer;
  private final LongAdder retried = new LongAdder();

  private HttpTarget(Endpoint endpoint, HttpOptions options) {
    this.endpoint = endpoint;
    this.options = options;
    this.dialer = new Dialer(endpoint, options.connectTimeout(), options.tls());
    this.pool =
        new ConnectionPool(dialer, endpoint.base().getRawAuthority(), options.maxConnections());
  }

  /** With {@link HttpOptions#defaults()}. */
  public static HttpTarget of(URI base) {
    return of(base, HttpOptions.defaults());
  }

  /**
   * Checks where load would go; connects with the first call or {@link #prepare}.
   *
   * @param base http or https, host, port, and possibly a path that precedes all others
   * @throws IllegalArgumentException if it is no such address or not allowed
   * @throws java.io.UncheckedIOException if the host does not resolve
   */
  public static HttpTarget of(URI base, HttpOptions options) {
    return new HttpTarget(Endpoint.of(base, "http", options.allowed()), options);
  }

  /** GET; an answer below 400 is returned. */
  public HttpAnswer get(String path) throws IOException, InterruptedException {
    return good("GET", path, send("GET", path, null));
  }

  /** POST of JSON; an answer below 400 is returned. Never sent twice. */
  public HttpAnswer post(String path, String json) throws IOException, InterruptedException {
    return good("POST", path, send("POST", path, json));
  }

  /** PUT of JSON; an answer below 400 is returned. */
  public HttpAnswer put(String path, String json) throws IOException, InterruptedException {
    return good("PUT", path, send("PUT", path, json));
  }

  /** Sends any method and returns any status; a body is sent as JSON. */
  public HttpAnswer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return send(method, path, body, Map.of());
  }

  /** Sends any method with more headers, which replace the usual ones; returns any status. */
  public HttpAnswer send(
      String method, String path, @Nullable String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(options.timeout());
    HttpCall call = new HttpCall(endpoint, method, path, body, headers);
    HttpExchange first = call.attempt(options.maxAnswerBytes());
    ConnectionPool.Leased leased = pool.acquire(deadline, call.shown());
    boolean mayRetry = leased.connection().used() && call.idempotent();
    try {
      return carry(leased, first, deadline, call, mayRetry);
    } catch (IOException e) {
      if (!mayRetry || !first.lostUnheard()) {
        throw e;
      }
    }
    retried.increment();
    ConnectionPool.Leased fresh = pool.replace(leased, deadline, call.shown());
    return carry(fresh, call.attempt(options.maxAnswerBytes()), deadline, call, false);
  }

  /** Sends and waits; the connection goes back to the pool unless it is kept to be replaced. */
  private HttpAnswer carry(
      ConnectionPool.Leased leased,
      HttpExchange exchange,
      Deadline deadline,
      HttpCall call,
      boolean keepIfLost)
      throws IOException, InterruptedException {
    boolean reusable = false;
    boolean kept = false;
    try {
      leased.connection().start(exchange);
      HttpAnswer answer = deadline.await(exchange.result(), call.shown(), "no complete answer");
      reusable = exchange.reusable();
      return answer;
    } catch (IOException e) {
      kept = keepIfLost && exchange.lostUnheard();
      throw e;
    } finally {
      if (reusable) {
        pool.release(leased);
      } else if (!kept) {
        pool.discard(leased);
      }
    }
  }

  /**
   * Opens connections ahead of an instant, so that a burst does not start with handshakes.
   *
   * @param connections how many to have open and idle, at most {@code maxConnections}
   * @throws IOException if one cannot be opened; the others stay
   */
  public void prepare(int connections) throws IOException, InterruptedException {
    String request = "prepare " + connections + " connections to " + endpoint.base();
    pool.prepare(connections, Deadline.in(options.timeout()), request);
  }

  /** What happened to connections so far. */
  public HttpCounters counters() {
    return new HttpCounters(dialer.open(), pool.opened(), retried.sum());
  }

  /**
   * The counters as gauges {@code <prefix>.open}, {@code <prefix>.opened} and {@code
   * <prefix>.retried}.
   */
  public Probe probe(String prefix) {
    List<Gauge> gauges =
        List.of(
            new Gauge(prefix + ".open", Unit.COUNT, dialer::open),
            new Gauge(prefix + ".opened", Unit.COUNT, pool::opened),
            new Gauge(prefix + ".retried", Unit.COUNT, retried::sum));
    return () -> gauges;
  }

  /** Closes every connection, ends blocked calls with an IOException, and waits for the threads. */
  @Override
  public void close() {
    pool.close();
  }

  private HttpAnswer good(String method, String path, HttpAnswer answer)
      throws HttpStatusException {
    int status = answer.status();
    if (status < 400) {
      return answer;
    }
    HttpStatusException failure =
        new HttpStatusException(shown(method, path), status, answer.firstLine());
    if (status == 429 || status == 503) {
      throw new RejectedException(String.valueOf(failure.getMessage()));
    }
    throw failure;
  }

  private String shown(String method, String path) {
    return method + " " + endpoint.base() + endpoint.prefix() + path;
  }
}
