package dev.spike.samples.suite;

import dev.spike.remote.Closing;
import dev.spike.remote.WebSocketSession;
import dev.spike.remote.WebSocketTarget;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One subscriber of the feed, from its handshake to its closing. Thread-safe. */
final class FeedSubscriber {
  private static final long FIRST_WITHIN_SECONDS = 5;

  private final FeedNumbers numbers;
  private final WebSocketSession session;
  private final CountDownLatch first = new CountDownLatch(1);

  /** Connects and subscribes. */
  FeedSubscriber(WebSocketTarget backend, long number) throws IOException, InterruptedException {
    this.numbers = new FeedNumbers(number);
    this.session = backend.connect("/feed", this::take);
    session.send("subscribe " + number);
  }

  private void take(String text) {
    if (numbers.take(text)) {
      first.countDown();
    }
  }

  /** Waits for the first update. */
  void awaitFirst() throws InterruptedException {
    if (!first.await(FIRST_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "no update within " + FIRST_WITHIN_SECONDS + " s of subscribing");
    }
  }

  /** Closes the connection, if it still is open, and says how it ended. */
  Closing finish() {
    return session.finish();
  }

  FeedNumbers numbers() {
    return numbers;
  }
}
