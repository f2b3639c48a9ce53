package dev.spike.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts operations on workers, independent of when earlier ones end, up to a cap on how many run
 * at once. Dispatching is for one thread; it never blocks.
 */
final class OpenDriver implements AutoCloseable {
  /** How many arrivals may wait for a slot; beyond it they are dropped and counted. */
  static final int MAX_WAITING = 100_000;

  private final Performer performer;
  private final RunPlan plan;
  private final ExecutorService workers;
  private final Semaphore slots;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();

  private record Waiting(Arrival arrival, long dispatched) {}

  OpenDriver(RunPlan plan, Performer performer) {
    this.plan = plan;
    this.performer = performer;
    this.workers = ThreadKind.pool(plan.threads().factory("spike-worker"));
    this.slots = new Semaphore(plan.maxInFlight());
  }

  void dispatch(Arrival arrival, long dispatched) {
    Waiting next = new Waiting(arrival, dispatched);
    if (slots.tryAcquire()) {
      workers.execute(() -> work(next));
    } else if (plan.whenFull() == WhenFull.DROP || waitingCount.get() >= MAX_WAITING) {
      performer.drop(arrival, plan.timeoutNanos());
    } else {
      waitingCount.incrementAndGet();
      waiting.add(next);
      // A slot may have become free between the first look and the add.
      if (slots.tryAcquire()) {
        workers.execute(this::workOff);
      }
    }
  }

  /** Drops what never got a slot, each with its time so far. */
  void dropWaiting(long now) {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      waitingCount.decrementAndGet();
      performer.drop(next.arrival, now - next.arrival.intendedNanos());
    }
  }

  boolean idle() {
    return slots.availablePermits() == plan.maxInFlight() && waiting.isEmpty();
  }

  private void work(Waiting first) {
    performer.perform(first.arrival, first.dispatched);
    workOff();
  }

  /** Holds a slot; gives it back when nothing waits any more. */
  private void workOff() {
    do {
      for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
        waitingCount.decrementAndGet();
        performer.perform(next.arrival, next.dispatched);
      }
      slots.release();
      // Something may have been added after the last poll and before the release.
    } while (!waiting.isEmpty() && slots.tryAcquire());
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
