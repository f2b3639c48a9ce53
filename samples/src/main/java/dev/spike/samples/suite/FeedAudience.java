package dev.spike.samples.suite;

import dev.spike.measure.Fact;
import dev.spike.remote.Closing;
import dev.spike.remote.WebSocketTarget;
import dev.spike.run.Arrival;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The subscribers of a run: those of the burst stay to the end, the others leave after their first
 * update. Thread-safe.
 */
final class FeedAudience {
  private final Queue<FeedSubscriber> held = new ConcurrentLinkedQueue<>();

  /** Connects the subscriber of an arrival. */
  void arrives(WebSocketTarget backend, Arrival arrival) throws IOException, InterruptedException {
    FeedSubscriber subscriber = new FeedSubscriber(backend, arrival.index());
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
    long few = numbers().filter(n -> n.received() < wanted).count();
    List<Closing> unclean = closings.stream().filter(c -> !c.clean()).toList();
    String why =
        unclean.isEmpty() ? "" : "first: " + unclean.get(0).code() + " " + unclean.get(0).reason();
    return List.of(
        Fact.count("feed.subscribers", held.size()),
        Fact.count("feed.updates", sum(FeedNumbers::received)),
        Fact.count("feed.lost", sum(FeedNumbers::lost)),
        Fact.count("feed.disordered", sum(FeedNumbers::disordered)),
        Fact.count("feed.foreign", sum(FeedNumbers::foreign)),
        Fact.count("feed.starved", few, "subscribers with fewer than " + wanted + " updates"),
        Fact.count("feed.unclean", unclean.size(), why));
  }

  private long sum(ToLongFunction<FeedNumbers> figure) {
    return numbers().mapToLong(figure).sum();
  }

  private Stream<FeedNumbers> numbers() {
    return held.stream().map(FeedSubscriber::numbers);
  }
}
