package dev.spike.samples.storefront.workers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures, asks the rule, scales, and remembers. Thread-safe. */
final class Autoscaler {
  private static final int EVENTS_KEPT = 1_000;
  private static final int SAMPLES_KEPT = 2_400;

  private final ScalingRule rule;
  private final Replicas replicas;
  private final JobQueue queue;
  private final Occupancy inSystem;
  private final int threadsPerReplica;
  private final long beganNanos = System.nanoTime();
  private final Deque<ScalingEvent> events = new ArrayDeque<>();
  private final Deque<ScalingSample> samples = new ArrayDeque<>();
  private double lastLoad;

  Autoscaler(
      ScalingRule rule,
      Replicas replicas,
      JobQueue queue,
      Occupancy inSystem,
      int threadsPerReplica) {
    this.rule = rule;
    this.replicas = replicas;
    this.queue = queue;
    this.inSystem = inSystem;
    this.threadsPerReplica = threadsPerReplica;
  }

  /** One decision. */
  synchronized void step() {
    long now = millis();
    int current = replicas.count();
    int ready = Math.min(replicas.ready(), current);
    lastLoad = inSystem.mean() / Math.max(1, ready * threadsPerReplica);
    int desired = rule.decide(now, ready, current - ready, lastLoad);
    if (desired != current) {
      replicas.scaleTo(desired);
      keep(events, new ScalingEvent(now, current, desired, lastLoad), EVENTS_KEPT);
    }
    keep(samples, sample(), SAMPLES_KEPT);
  }

  synchronized ScalingSample sample() {
    int desired = replicas.count();
    int ready = Math.min(replicas.ready(), desired);
    int total = queue.inSystem();
    int queued = Math.min(queue.queued(), total);
    return new ScalingSample(
        millis(),
        desired,
        ready,
        desired - ready,
        queued,
        total - queued,
        lastLoad,
        queue.arrived(),
        queue.finished(),
        queue.rejected());
  }

  synchronized List<ScalingEvent> eventsSince(long millis) {
    return events.stream().filter(event -> event.atMillis() >= millis).toList();
  }

  synchronized List<ScalingSample> samplesSince(long millis) {
    return samples.stream().filter(sample -> sample.atMillis() >= millis).toList();
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
  }

  private static <T> void keep(Deque<T> history, T latest, int most) {
    history.addLast(latest);
    if (history.size() > most) {
      history.removeFirst();
    }
  }
}
