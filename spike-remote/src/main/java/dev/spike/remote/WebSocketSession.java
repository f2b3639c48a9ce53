package dev.spike.remote;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An open WebSocket. Thread-safe; messages of one thread are sent in its order. Pings are answered
 * without anyone noticing.
 */
public final class WebSocketSession implements AutoCloseable {
  private final Channel channel;
  private final WebSocketHandler handler;
  private final String url;
  private final Duration timeout;

  WebSocketSession(Channel channel, WebSocketHandler handler, String url, Duration timeout) {
    this.channel = channel;
    this.handler = handler;
    this.url = url;
    this.timeout = timeout;
  }

  /**
   * Sends a text message and waits until the system has taken it, at most the options' time-out.
   * From within a listener it does not wait, as that would stop the thread that sends.
   *
   * @throws IOException if the session is over or time runs out; the message may then be lost
   */
  public void send(String text) throws IOException, InterruptedException {
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    channel
        .writeAndFlush(new TextWebSocketFrame(text))
        .addListener(
            done -> {
              if (done.isSuccess()) {
                sent.complete(true);
              } else {
                sent.completeExceptionally(done.cause());
              }
            });
    if (!channel.eventLoop().inEventLoop()) {
      Deadline.in(timeout).await(sent, "message to " + url, "not sent");
    }
  }

  /** Whether messages can still come and go. */
  public boolean open() {
    return channel.isActive() && !handler.closed().isDone();
  }

  /** Completes when the session is over, whoever ended it. */
  public CompletionStage<Closing> closed() {
    return handler.closed().minimalCompletionStage();
  }

  /**
   * Says goodbye with status 1000 and waits for the target's answer, at most the options' time-out;
   * then the connection is cut and the closing is not clean. An interrupt cuts it at once and stays
   * set. Called again, or after the target closed, it returns what happened. Must not be called
   * from a listener: use {@link #closed} there.
   */
  public Closing finish() {
    if (channel.eventLoop().inEventLoop()) {
      throw new IllegalStateException(
          "finish() in a listener would wait for its own thread: call it from another thread");
    }
    goodbye();
    try {
      return handler.closed().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return cut("no close frame from the target within " + Failures.time(timeout), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return cut("interrupted while waiting for the target's close frame", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a closing never fails", e);
    }
  }

  /** As {@link #finish}, without its answer. */
  @Override
  public void close() {
    finish();
  }

  /** Starts the goodbye without waiting for it. */
  void goodbye() {
    if (channel.isActive()) {
      channel.eventLoop().execute(() -> handler.sayGoodbye(channel, 1000, ""));
    }
  }

  /** Waits for the end, however it comes; an interrupt stays set. */
  void awaitEnd(Deadline deadline) {
    try {
      handler.closed().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The connection is cut next, which the closing will say.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Closing cut(String why, Throwable cause) {
    handler.closed().complete(Closing.abnormal(why, cause));
    channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    return handler.closed().join();
  }
}
