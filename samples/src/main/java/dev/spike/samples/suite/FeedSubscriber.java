package dev.spike.samples.suite;

import dev.spike.remote.Closing;
import dev.spike.remote.WebSocketSession;
import dev.spike.remote.WebSocketTarget;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One subscriber of the feed, who looks at every update: is it mine, and is it the next one?
 * Thread-safe.
 */
final class FeedSubscriber {
  private static final Pattern UPDATE = Pattern.compile("\\{\"subscriber\":(\\d+),\"seq\":(\\d+)}");

  private final long number;
  private final WebSocketSession session;
  private final CountDownLatch first = new CountDownLatch(1);
  private long received;
  private long last;
  private long lost;
  private long disordered;
  private long foreign;

  /** Connects and subscribes. */
  FeedSubscriber(WebSocketTarget backend, long number) throws IOException, InterruptedException {
    this.number = number;
    this.session = backend.connect("/feed", this::take);
    session.send("subscribe " + number);
  }

  private synchronized void take(String text) {
    Matcher update = UPDATE.matcher(text);
    if (!update.matches() || Long.parseLong(update.group(1)) != number) {
      foreign++;
      return;
    }
    long seq = Long.parseLong(update.group(2));
    disordered += seq <= last ? 1 : 0;
    lost += Math.max(0, seq - last - 1);
    last = Math.max(last, seq);
    received++;
    first.countDown();
  }

  /** Waits for the first update. */
  void awaitFirst() throws InterruptedException {
    if (!first.await(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no update within 5 s of subscribing");
    }
  }

  Closing finish() {
    return session.finish();
  }

  synchronized long received() {
    return received;
  }

  synchronized long lost() {
    return lost;
  }

  synchronized long disordered() {
    return disordered;
  }

  synchronized long foreign() {
    return foreign;
  }
}
