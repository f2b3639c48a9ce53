package dev.spike.samples.storefront;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One subscriber of the feed, with the JDK's WebSocket client. */
final class FeedClient implements WebSocket.Listener {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<WebSocket> socket;
  private final boolean reads;

  private FeedClient(HttpClient http, URI backend, boolean reads) {
    this.reads = reads;
    this.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + backend.getAuthority() + "/feed"), this);
  }

  static FeedClient open(HttpClient http, URI backend) {
    return new FeedClient(http, backend, true);
  }

  /** One that never takes what it is sent. */
  static FeedClient thatDoesNotRead(HttpClient http, URI backend) {
    return new FeedClient(http, backend, false);
  }

  void send(String text) throws ExecutionException, InterruptedException, TimeoutException {
    socket.get(30, TimeUnit.SECONDS).sendText(text, true).get(30, TimeUnit.SECONDS);
  }

  void close() throws ExecutionException, InterruptedException, TimeoutException {
    socket
        .get(30, TimeUnit.SECONDS)
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .get(30, TimeUnit.SECONDS);
  }

  /** What has come so far, in order. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  /** The status that the server closed with. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      texts.add(partial.toString());
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }
}
