package dev.spike.samples.storefront.workers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** Jobs that wait, in order, and the counts of what became of them. Thread-safe. */
final class JobQueue {
  private record Job(long queuedNanos, CompletableFuture<JobDone> done) {}

  private final BlockingQueue<Job> waiting;
  private final int capacity;
  private final Occupancy inSystem;
  private final LongAdder arrived = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  JobQueue(int capacity, Occupancy inSystem) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.capacity = capacity;
    this.inSystem = inSystem;
  }

  CompletableFuture<JobDone> add() {
    arrived.increment();
    Job job = new Job(System.nanoTime(), new CompletableFuture<>());
    // Counted before it can be taken, so that the count never falls below zero.
    inSystem.change(1);
    if (!waiting.offer(job)) {
      inSystem.change(-1);
      rejected.increment();
      throw new QueueFullException(capacity);
    }
    return job.done();
  }

  /** Takes the next job, does the work and says that it is done. */
  void serveNext(Runnable work, String replica) throws InterruptedException {
    Job job = waiting.take();
    long waitedNanos = System.nanoTime() - job.queuedNanos();
    work.run();
    inSystem.change(-1);
    finished.increment();
    job.done().complete(new JobDone(replica, waitedNanos / 1_000_000.0));
  }

  /** Gives up what waits. */
  void abandon() {
    Job job = waiting.poll();
    while (job != null) {
      inSystem.change(-1);
      job.done().completeExceptionally(new IllegalStateException("the workers were closed"));
      job = waiting.poll();
    }
  }

  int queued() {
    return waiting.size();
  }

  int inSystem() {
    return inSystem.count();
  }

  long arrived() {
    return arrived.sum();
  }

  long finished() {
    return finished.sum();
  }

  long rejected() {
    return rejected.sum();
  }
}
