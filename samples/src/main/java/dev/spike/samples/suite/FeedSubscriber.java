package dev.spike.samples.suite;

import dev.spike.remote.Closing;
import dev.spike.remote.HttpStatusException;
import dev.spike.remote.WebSocketSession;
import dev.spike.remote.WebSocketTarget;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of the feed, from its handshake to its closing. One whose connection breaks
 * connects and subscribes anew; the feed then counts from 1 again, and what it sent in between is
 * nobody's loss. Thread-safe.
 */
final class FeedSubscriber {
  private static final long FIRST_WITHIN_SECONDS = 5;
  private static final int TRIES = 3;

  private final WebSocketTarget backend;
  private final long number;
  private final Optional<Executor> reconnecting;
  private final Collection<FeedNumbers> numbers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private @Nullable WebSocketSession session;
  private volatile boolean leaving;
  private volatile boolean gone;

  private FeedSubscriber(WebSocketTarget backend, long number, Optional<Executor> reconnecting) {
    this.backend = backend;
    this.number = number;
    this.reconnecting = reconnecting;
  }

  /**
   * Connects and subscribes.
   *
   * @param reconnecting runs what connects anew; empty: nobody does
   */
  static FeedSubscriber connected(
      WebSocketTarget backend, long number, Optional<Executor> reconnecting)
      throws IOException, InterruptedException {
    FeedSubscriber subscriber = new FeedSubscriber(backend, number, reconnecting);
    subscriber.connect();
    return subscriber;
  }

  private synchronized void connect() throws IOException, InterruptedException {
    for (int tries = 1; !leaving; tries++) {
      try {
        subscribe();
        return;
      } catch (HttpStatusException e) {
        throw e;
      } catch (IOException e) {
        if (tries == TRIES || reconnecting.isEmpty()) {
          throw e;
        }
      }
    }
  }

  private void subscribe() throws IOException, InterruptedException {
    FeedNumbers mine = new FeedNumbers(number);
    WebSocketSession opened = backend.connect("/feed", text -> take(mine, text));
    opened.send("subscribe " + number);
    numbers.add(mine);
    session = opened;
    var unused = opened.closed().thenAccept(this::over);
  }

  private void take(FeedNumbers mine, String text) {
    if (mine.take(text)) {
      first.countDown();
    }
  }

  /** On an event loop, which must not wait for a handshake. */
  private void over(Closing closing) {
    if (leaving || closing.clean()) {
      return;
    }
    reconnecting.ifPresentOrElse(threads -> threads.execute(this::reconnect), this::giveUp);
  }

  private void reconnect() {
    try {
      connect();
    } catch (IOException | RuntimeException e) {
      giveUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    gone = true;
    first.countDown();
  }

  /** Waits for the first update. */
  void awaitFirst() throws InterruptedException {
    if (!first.await(FIRST_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "no update within " + FIRST_WITHIN_SECONDS + " s of subscribing");
    }
    if (gone) {
      throw new IllegalStateException("the connection broke, and no other was to be had");
    }
  }

  /** Closes the connection, if it still is open, and says how the last one ended. */
  Closing finish() {
    leaving = true;
    WebSocketSession last;
    synchronized (this) {
      last = session;
    }
    if (last == null) {
      throw new IllegalStateException("never connected");
    }
    return last.finish();
  }

  /** What came over each of its connections. */
  List<FeedNumbers> numbers() {
    return List.copyOf(numbers);
  }
}
