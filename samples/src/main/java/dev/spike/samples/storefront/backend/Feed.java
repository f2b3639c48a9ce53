package dev.spike.samples.storefront.backend;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Sends each subscriber updates {@code {"subscriber":N,"seq":1}}, {@code {"subscriber":N,"seq":2}},
 * ...: the first at once, the others at a fixed interval, in order, none left out. Two threads
 * serve all subscribers. A subscriber that does not take its update gets no further one until it
 * has; after {@value #STALL_SECONDS} s it is closed. Thread-safe.
 */
public final class Feed implements AutoCloseable {
  /** Time between updates unless told otherwise. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(100);

  static final int STALL_SECONDS = 10;

  private static final int MAX_SUBSCRIBERS = 10_000;

  private final ScheduledThreadPoolExecutor clock;
  private final Duration interval;
  private final int dropEvery;
  private final Map<String, Subscription> byConnection = new ConcurrentHashMap<>();

  /** A feed that loses nothing. */
  public Feed(Duration interval) {
    this(interval, 0);
  }

  /**
   * A feed that may be broken on purpose.
   *
   * @param interval between the updates of one subscriber, 1 ms or more
   * @param dropEvery a fault for tests: every so many numbers one is not sent; 0 for none
   */
  public Feed(Duration interval, int dropEvery) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "feed interval of %s: give 1 ms or more".formatted(interval));
    }
    if (dropEvery < 0) {
      throw new IllegalArgumentException(
          "dropping every %d numbers of the feed: give 0 for none, or more".formatted(dropEvery));
    }
    this.interval = interval;
    this.dropEvery = dropEvery;
    this.clock = new ScheduledThreadPoolExecutor(2, Feed::thread);
    clock.setRemoveOnCancelPolicy(true);
  }

  /** How many subscribers there are now. */
  public int subscribers() {
    return byConnection.size();
  }

  /**
   * Begins to send; once for each connection.
   *
   * @param connection its key, to unsubscribe with
   * @param subscriber the number that the subscriber gave itself
   * @param sink where its updates go
   * @return false if this connection has subscribed already, or there are too many
   */
  boolean subscribe(String connection, long subscriber, Sink sink) {
    Subscription subscription = new Subscription(subscriber, sink, dropEvery, System::nanoTime);
    if (byConnection.size() >= MAX_SUBSCRIBERS
        || byConnection.putIfAbsent(connection, subscription) != null) {
      return false;
    }
    subscription.startedBy(
        clock.scheduleAtFixedRate(
            subscription::tick, 0, interval.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS));
    return true;
  }

  void unsubscribe(String connection) {
    Subscription subscription = byConnection.remove(connection);
    if (subscription != null) {
      subscription.end();
    }
  }

  /** Sends nothing more. Connections are closed by the server that holds them. */
  @Override
  public void close() {
    clock.shutdownNow();
    byConnection.clear();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "feed");
    thread.setDaemon(true);
    return thread;
  }

  /** Where one subscriber's updates go. */
  interface Sink {
    /** Sends without blocking; calls {@code sent} when the text has left, from any thread. */
    void send(String text, Runnable sent);

    /** Gives the subscriber up. */
    void giveUp(String reason);
  }
}
