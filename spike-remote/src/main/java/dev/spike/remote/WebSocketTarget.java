package dev.spike.remote;

import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import dev.spike.run.RejectedException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A WebSocket service under load: blocking handshakes, then sessions whose messages reach a
 * listener.
 *
 * <p>The name is resolved once, at construction, and checked against {@link AllowedHosts}.
 * Thread-safe, for platform and virtual threads; uses the same few event-loop threads as {@link
 * HttpTarget}. Text messages only.
 */
public final class WebSocketTarget implements AutoCloseable {
  private static final int MAX_REFUSAL_BYTES = 1 << 16;

  private final Endpoint endpoint;
  private final WebSocketOptions options;
  private final Dialer dialer;
  private final Semaphore permits;
  private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private WebSocketTarget(Endpoint endpoint, WebSocketOptions options) {
    this.endpoint = endpoint;
    this.options = options;
    this.dialer = new Dialer(endpoint, options.timeout(), options.tls());
    this.permits = new Semaphore(options.maxSessions());
  }

  /** With {@link WebSocketOptions#defaults()}. */
  public static WebSocketTarget of(URI base) {
    return of(base, WebSocketOptions.defaults());
  }

  /**
   * Checks where load would go; nothing is sent yet.
   *
   * @param base ws or wss, host, port, and possibly a path that precedes all others
   * @throws IllegalArgumentException if it is no such address or not allowed
   * @throws java.io.UncheckedIOException if the host does not resolve
   */
  public static WebSocketTarget of(URI base, WebSocketOptions options) {
    return new WebSocketTarget(Endpoint.of(base, "ws", options.allowed()), options);
  }

  /**
   * Connects and shakes hands, at most the options' time-out.
   *
   * @param listener takes the text messages in their order, from the first one on, which may come
   *     before this call returns; called on an event loop, so it must not block. What it throws
   *     ends the session and is its closing's cause
   * @throws IllegalStateException if {@code maxSessions} are open
   * @throws RejectedException if the target answered 429 or 503
   * @throws IOException if there is no session for another reason; {@link HttpStatusException} if
   *     the target answered with another status
   */
  public WebSocketSession connect(String path, Consumer<String> listener)
      throws IOException, InterruptedException {
    String url = endpoint.base() + endpoint.target(path);
    if (closed) {
      throw new IOException("WebSocket " + url + ": the client is closed");
    }
    if (!permits.tryAcquire()) {
      throw new IllegalStateException(
          options.maxSessions()
              + " sessions to "
              + endpoint.base()
              + " are open, as many as maxSessions allows: close some or raise it");
    }
    WebSocketHandler handler = new WebSocketHandler(handshaker(url), listener);
    Dialer.Dial dial = dialer.dial(pipeline -> fill(pipeline, handler));
    dial.channel().closeFuture().addListener(done -> permits.release());
    try {
      return session(dial, handler, url);
    } catch (IOException | InterruptedException | RuntimeException e) {
      var unused = dial.channel().close();
      throw e;
    }
  }

  private WebSocketSession session(Dialer.Dial dial, WebSocketHandler handler, String url)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(options.timeout());
    String request = "WebSocket " + url;
    Channel channel = deadline.await(dial.ready(), request, "no connection");
    handler.begin(channel);
    var answer = deadline.await(handler.handshake(), request, "no answer to the handshake");
    refuse(request, answer);
    WebSocketSession session = new WebSocketSession(channel, handler, url, options.timeout());
    sessions.add(session);
    channel.closeFuture().addListener(done -> sessions.remove(session));
    return session;
  }

  private static void refuse(String request, WebSocketHandler.HandshakeAnswer answer)
      throws HttpStatusException {
    int status = answer.status();
    if (status == 101) {
      return;
    }
    HttpStatusException failure =
        new HttpStatusException(request, status, answer.answer().firstLine());
    if (status == 429 || status == 503) {
      throw new RejectedException(String.valueOf(failure.getMessage()));
    }
    throw failure;
  }

  private WebSocketClientHandshaker handshaker(String url) {
    return WebSocketClientHandshakerFactory.newHandshaker(
        URI.create(url),
        WebSocketVersion.V13,
        null,
        false,
        EmptyHttpHeaders.INSTANCE,
        options.maxMessageBytes());
  }

  private void fill(ChannelPipeline pipeline, WebSocketHandler handler) {
    pipeline.addLast(
        new HttpClientCodec(),
        new HttpObjectAggregator(MAX_REFUSAL_BYTES),
        new Utf8FrameValidator(),
        new WebSocketFrameAggregator(options.maxMessageBytes()),
        handler);
  }

  /** Sessions open or being opened now. */
  public int open() {
    return dialer.open();
  }

  /** The number of sessions as gauge {@code <prefix>.sessions}. */
  public Probe probe(String prefix) {
    List<Gauge> gauges = List.of(new Gauge(prefix + ".sessions", Unit.COUNT, dialer::open));
    return () -> gauges;
  }

  /**
   * Says goodbye to every session at once, waits at most one time-out for all of them together,
   * cuts the rest and waits for the threads.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!dialer.onLoop()) {
      sessions.forEach(WebSocketSession::goodbye);
      Deadline deadline = Deadline.in(options.timeout());
      sessions.forEach(session -> session.awaitEnd(deadline));
    }
    dialer.close();
  }
}
