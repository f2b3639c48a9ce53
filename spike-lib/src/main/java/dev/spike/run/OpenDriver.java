package dev.spike.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations on workers, independent of when earlier ones end, up to a cap on how many run
 * at once. Dispatching is for one thread; it never blocks.
 */
final class OpenDriver {
  /** How many arrivals may wait for a slot; beyond it they are dropped and counted. */
  static final int MAX_WAITING = 100_000;

  private final Performer performer;
  private final RunPlan plan;
  private final int maxWaiting;
  private final ExecutorService workers;
  private final Semaphore slots;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  private record Waiting(Arrival arrival, long dispatched) {}

  private record Admitted(InFlight operation, long dispatched) {}

  OpenDriver(RunPlan plan, Performer performer) {
    this(plan, performer, MAX_WAITING);
  }

  OpenDriver(RunPlan plan, Performer performer, int maxWaiting) {
    this.plan = plan;
    this.performer = performer;
    this.maxWaiting = maxWaiting;
    this.workers = ThreadKind.pool(plan.threads().factory("spike-worker"));
    this.slots = new Semaphore(plan.maxInFlight());
  }

  void dispatch(Arrival arrival, long dispatched) {
    if (slots.tryAcquire()) {
      Admitted first = new Admitted(performer.admit(arrival), dispatched);
      workers.execute(() -> work(first));
    } else if (plan.whenFull() == WhenFull.DROP || !enqueue(new Waiting(arrival, dispatched))) {
      performer.drop(arrival, plan.timeoutNanos());
    } else if (slots.tryAcquire()) {
      // A slot may have become free between the first look and the queue.
      workers.execute(this::workOff);
    }
  }

  private boolean enqueue(Waiting next) {
    synchronized (waiting) {
      return waiting.size() < maxWaiting && waiting.add(next);
    }
  }

  /** Under one lock, so that an arrival is always either waiting or admitted. */
  private @Nullable Admitted next() {
    synchronized (waiting) {
      Waiting next = waiting.poll();
      return next == null ? null : new Admitted(performer.admit(next.arrival), next.dispatched);
    }
  }

  /** Drops what never got a slot, each with its time so far. */
  void dropWaiting(long now) {
    synchronized (waiting) {
      waiting.forEach(next -> performer.drop(next.arrival, now - next.arrival.intendedNanos()));
      waiting.clear();
    }
  }

  private boolean nothingWaits() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  boolean idle() {
    return slots.availablePermits() == plan.maxInFlight() && nothingWaits();
  }

  private void work(Admitted first) {
    performer.perform(first.operation, first.dispatched);
    workOff();
  }

  /** Holds a slot; gives it back when nothing waits any more. */
  private void workOff() {
    do {
      for (Admitted next = next(); next != null; next = next()) {
        performer.perform(next.operation, next.dispatched);
      }
      slots.release();
      // Something may have been added after the last poll and before the release.
    } while (!nothingWaits() && slots.tryAcquire());
  }

  /** Ends the workers; those that do not end within the time are left to themselves. */
  void close(long graceNanos) throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(graceNanos, TimeUnit.NANOSECONDS);
  }
}
