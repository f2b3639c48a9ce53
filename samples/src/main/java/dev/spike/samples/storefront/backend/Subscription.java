package dev.spike.samples.storefront.backend;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One subscriber's numbers. Thread-safe. */
final class Subscription {
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(Feed.STALL_SECONDS);

  private final long subscriber;
  private final Feed.Sink sink;
  private final int dropEvery;
  private final LongSupplier nanoTime;

  private @Nullable Future<?> schedule;
  private boolean ended;
  private boolean sending;
  private long sendingSince;
  private long seq;

  Subscription(long subscriber, Feed.Sink sink, int dropEvery, LongSupplier nanoTime) {
    this.subscriber = subscriber;
    this.sink = sink;
    this.dropEvery = dropEvery;
    this.nanoTime = nanoTime;
  }

  synchronized void startedBy(Future<?> newSchedule) {
    schedule = newSchedule;
    if (ended) {
      newSchedule.cancel(false);
    }
  }

  synchronized void end() {
    ended = true;
    if (schedule != null) {
      schedule.cancel(false);
    }
  }

  /** Sends the next number, unless the last one is still on its way. */
  void tick() {
    String text = next();
    if (text != null) {
      // Outside the lock: the sink may call back from this very thread.
      sink.send(text, this::sent);
    } else if (stalled()) {
      end();
      sink.giveUp("update not taken for " + Feed.STALL_SECONDS + " s");
    }
  }

  private synchronized @Nullable String next() {
    if (ended || sending) {
      return null;
    }
    seq++;
    if (dropEvery > 0 && seq % dropEvery == 0) {
      seq++;
    }
    sending = true;
    sendingSince = nanoTime.getAsLong();
    return "{\"subscriber\":" + subscriber + ",\"seq\":" + seq + "}";
  }

  private synchronized void sent() {
    sending = false;
  }

  private synchronized boolean stalled() {
    return !ended && sending && nanoTime.getAsLong() - sendingSince >= STALL_NANOS;
  }
}
