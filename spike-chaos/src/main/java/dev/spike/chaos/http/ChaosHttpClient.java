package dev.spike.chaos.http;

import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.wrap.Apart;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client with a point for faults that each exchange hits before the request is sent, with
 * the {@link HttpRequest} as the subject of the hit. While something is armed there, an
 * asynchronous exchange is hit on a thread of its own, so that a delay holds the answer up and not
 * the caller.
 *
 * <p>A checked exception made by a fault that {@code send} cannot throw arrives as the cause of an
 * {@link IOException}. Web sockets are the wrapped client's own. {@code close()} and the other
 * methods that later JDKs have are handed on. As thread-safe as any client.
 */
public final class ChaosHttpClient extends HttpClient {
  private final HttpClient target;
  private final ChaosPoint exchanges;

  private ChaosHttpClient(HttpClient target, ChaosPoint exchanges) {
    this.target = target;
    this.exchanges = exchanges;
  }

  /**
   * Wraps a client, which stays the caller's to close, here or there.
   *
   * @param name of the point, as in {@link ChaosPoint#of}
   */
  public static HttpClient wrap(HttpClient target, String name) {
    Objects.requireNonNull(target, "The client to wrap was null: give the one under test");
    return new ChaosHttpClient(target, ChaosPoint.of(name));
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    if (!exchanges.isArmed()) {
      return target.send(request, handler);
    }
    try {
      return around(request, handler, () -> target.send(request, handler));
    } catch (IOException | InterruptedException | RuntimeException thrown) {
      throw thrown;
    } catch (Exception other) {
      throw new IOException(
          "A fault on %s made an exception that a client cannot throw: see the cause"
              .formatted(exchanges.name()),
          other);
    }
  }

  private <T> HttpResponse<T> around(
      HttpRequest request, HttpResponse.BodyHandler<T> handler, Callable<HttpResponse<T>> exchange)
      throws Exception {
    Object answer = exchanges.<Object>around(request, exchange);
    return answer instanceof Status status
        ? status.answer(request, handler, version())
        : ChaosHttpClient.<T>response(answer);
  }

  @SuppressWarnings("unchecked")
  private static <T> HttpResponse<T> response(Object answer) {
    return (HttpResponse<T>) answer;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return exchanges.isArmed()
        ? apart(request, handler, () -> target.sendAsync(request, handler))
        : target.sendAsync(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
    return exchanges.isArmed()
        ? apart(request, handler, () -> target.sendAsync(request, handler, pushes))
        : target.sendAsync(request, handler, pushes);
  }

  private <T> CompletableFuture<HttpResponse<T>> apart(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      Callable<CompletableFuture<HttpResponse<T>>> exchange) {
    return Apart.call(exchanges, call -> around(request, handler, call), exchange);
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return target.newWebSocketBuilder();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return target.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return target.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return target.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return target.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return target.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return target.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return target.authenticator();
  }

  @Override
  public Version version() {
    return target.version();
  }

  @Override
  public Optional<Executor> executor() {
    return target.executor();
  }

  // From JDK 21 on these four override; until then they do nothing that anybody could ask for.

  /** Hands it on, on a JDK that has it. */
  public void close() {
    Later.call(target, "close");
  }

  /** Hands it on, on a JDK that has it. */
  public void shutdown() {
    Later.call(target, "shutdown");
  }

  /** Hands it on, on a JDK that has it. */
  public void shutdownNow() {
    Later.call(target, "shutdownNow");
  }

  /** Hands it on, on a JDK that has it; false before. */
  public boolean isTerminated() {
    return Boolean.TRUE.equals(Later.call(target, "isTerminated"));
  }

  /** Hands it on, on a JDK that has it; false before. */
  public boolean awaitTermination(Duration limit) throws InterruptedException {
    return Later.awaitTermination(target, limit);
  }
}
