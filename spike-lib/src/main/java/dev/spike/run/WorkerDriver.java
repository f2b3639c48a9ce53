package dev.spike.run;

import dev.spike.run.Backlog.Admitted;
import dev.spike.run.Saturation.Begun;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts blocking operations on workers, independent of when earlier ones end, up to a cap on how
 * many run at once. Dispatching never blocks.
 */
final class WorkerDriver implements Driver {
  private final RunPlan plan;
  private final Performer performer;
  private final RunClock clock;
  private final Operation operation;
  private final ExecutorService workers;
  private final Backlog backlog;

  WorkerDriver(RunPlan plan, Work.Blocking work, Performer performer, RunClock clock) {
    this(
        plan,
        work,
        performer,
        clock,
        Executors.newCachedThreadPool(work.threads().factory("spike-worker")),
        Limits.MAX_WAITING);
  }

  WorkerDriver(
      RunPlan plan,
      Work.Blocking work,
      Performer performer,
      RunClock clock,
      ExecutorService workers,
      int maxWaiting) {
    this.plan = plan;
    this.performer = performer;
    this.clock = clock;
    this.operation = work.operation();
    this.workers = workers;
    this.backlog = new Backlog(performer, clock, plan.limits(), maxWaiting);
  }

  @Override
  public void dispatch(long index, long due, String phase, long now) {
    Arrival arrival = new Arrival(index, due, phase, false, plan.seed());
    Admitted first = backlog.admit(arrival, now, Performer::holdsNothing);
    if (first != null) {
      workers.execute(() -> work(first));
    }
  }

  /** Holds a slot until nothing waits any more. */
  private void work(Admitted first) {
    @Nullable Admitted next = first;
    while (next != null) {
      Begun begun = backlog.begin(next);
      if (!performer.perform(
          next.operation(), begun.dispatched(), begun.started(), this::operate)) {
        backlog.ends(begun.started());
      }
      next = backlog.next(Performer::holdsNothing);
    }
  }

  /** Its slot is free from its end on, and not only once it has been recorded. */
  private void operate(Arrival arrival) throws Exception {
    try {
      operation.perform(arrival);
    } finally {
      backlog.ends(clock.now());
    }
  }

  @Override
  public boolean idle() {
    return backlog.idle();
  }

  @Override
  public void dropWaiting(long now) {
    backlog.dropWaiting(now);
  }

  @Override
  public void close(long graceNanos) throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(graceNanos, TimeUnit.NANOSECONDS);
  }
}
