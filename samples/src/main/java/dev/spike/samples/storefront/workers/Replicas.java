package dev.spike.samples.storefront.workers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The replicas there are, as many as they were told to be. Thread-safe. */
final class Replicas {
  private final JobQueue queue;
  private final WorkSettings settings;
  private final Duration readyDelay;
  private final Deque<Replica> replicas = new ArrayDeque<>();
  private int started;

  Replicas(JobQueue queue, WorkSettings settings, Duration readyDelay) {
    this.queue = queue;
    this.settings = settings;
    this.readyDelay = readyDelay;
  }

  /** Begins with replicas that are ready at once. */
  void begin(int count) {
    scaleTo(count, Duration.ZERO);
  }

  /** Starts the replicas missing, which are ready after the delay, or stops the newest ones. */
  void scaleTo(int count) {
    scaleTo(count, readyDelay);
  }

  synchronized int count() {
    return replicas.size();
  }

  synchronized int ready() {
    return (int) replicas.stream().filter(Replica::isReady).count();
  }

  private synchronized void scaleTo(int count, Duration delay) {
    while (replicas.size() < count) {
      Replica replica = new Replica(++started, queue, settings, delay.toNanos());
      replicas.addLast(replica);
      replica.start();
    }
    while (replicas.size() > count) {
      // The newest first: those that are not ready yet are the ones least missed.
      replicas.removeLast().stop();
    }
  }
}
