package dev.spike.samples.suite;

import dev.spike.measure.Fact;
import dev.spike.remote.Closing;
import dev.spike.remote.WebSocketTarget;
import dev.spike.run.Arrival;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The subscribers of a run: those of the burst stay to the end, the others leave after their first
 * update. Thread-safe.
 */
final class FeedAudience {
  private static final int RECONNECTING = 16;

  private final Queue<FeedSubscriber> held = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(RECONNECTING, FeedAudience::daemon);
  private final Optional<Executor> reconnecting;

  /** Whose connection breaks connects anew, or not. */
  FeedAudience(boolean reconnects) {
    reconnecting = reconnects ? Optional.of(threads) : Optional.empty();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "feed-reconnect");
    thread.setDaemon(true);
    return thread;
  }

  /** Connects the subscriber of an arrival. */
  void arrives(WebSocketTarget backend, Arrival arrival) throws IOException, InterruptedException {
    FeedSubscriber subscriber = FeedSubscriber.connected(backend, arrival.index(), reconnecting);
    if (arrival.burst()) {
      held.add(subscriber);
      return;
    }
    try {
      subscriber.awaitFirst();
    } finally {
      leave(subscriber);
    }
  }

  private static void leave(FeedSubscriber subscriber) {
    Closing closing = subscriber.finish();
    if (!closing.clean()) {
      throw new IllegalStateException("closed with " + closing.code() + " " + closing.reason());
    }
  }

  /** Lets everybody leave and says what they saw. */
  List<Fact> dismissed(int wanted) {
    List<Closing> closings = held.stream().map(FeedSubscriber::finish).toList();
    threads.shutdownNow();
    long few = held.stream().filter(one -> received(one) < wanted).count();
    long again = held.stream().mapToLong(one -> one.numbers().size() - 1L).sum();
    List<Closing> unclean = closings.stream().filter(c -> !c.clean()).toList();
    String why =
        unclean.isEmpty() ? "" : "first: " + unclean.get(0).code() + " " + unclean.get(0).reason();
    return List.of(
        Fact.count("feed.subscribers", held.size()),
        Fact.count("feed.reconnected", again, "connections of them that replaced a broken one"),
        Fact.count("feed.updates", sum(FeedNumbers::received)),
        Fact.count("feed.lost", sum(FeedNumbers::lost)),
        Fact.count("feed.disordered", sum(FeedNumbers::disordered)),
        Fact.count("feed.foreign", sum(FeedNumbers::foreign)),
        Fact.count("feed.starved", few, "subscribers with fewer than " + wanted + " updates"),
        Fact.count("feed.unclean", unclean.size(), why));
  }

  private static long received(FeedSubscriber subscriber) {
    return subscriber.numbers().stream().mapToLong(FeedNumbers::received).sum();
  }

  private long sum(ToLongFunction<FeedNumbers> figure) {
    return numbers().mapToLong(figure).sum();
  }

  private Stream<FeedNumbers> numbers() {
    return held.stream().flatMap(subscriber -> subscriber.numbers().stream());
  }
}
