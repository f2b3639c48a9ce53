package dev.spike.run;

import dev.spike.run.Backlog.Admitted;
import dev.spike.run.Saturation.Begun;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts asynchronous operations on the thread that dispatches them, up to a cap on how many are
 * under way. Those that had to wait for a slot are started on a thread of their own, one after the
 * other, so that neither the target's threads nor the watchdog run the user's code.
 *
 * <p>While a call that starts an operation does not return, later arrivals wait for it: that is
 * load, not the generator's own delay, and is kept apart from it by {@link SingleServer}.
 */
final class AsyncDriver implements Driver {
  private final RunPlan plan;
  private final Performer performer;
  private final AsyncOperation operation;
  private final ExecutorService starter;
  private final Backlog backlog;
  private final SingleServer pacing = new SingleServer();

  AsyncDriver(RunPlan plan, Work.Async work, Performer performer, RunClock clock) {
    this(
        plan,
        work,
        performer,
        clock,
        Executors.newSingleThreadExecutor(ThreadKind.PLATFORM.factory("spike-async-starter")));
  }

  AsyncDriver(
      RunPlan plan, Work.Async work, Performer performer, RunClock clock, ExecutorService starter) {
    this.plan = plan;
    this.performer = performer;
    this.operation = work.operation();
    this.starter = starter;
    this.backlog = new Backlog(performer, clock, plan.limits(), Limits.MAX_WAITING);
  }

  @Override
  public void dispatch(long index, long due, String phase, long now) {
    Arrival arrival = new Arrival(index, due, phase, false, plan.seed());
    Admitted admitted = backlog.admit(arrival, now, this::released);
    long took = 0;
    if (admitted != null) {
      long started = backlog.begin(admitted).started();
      took = start(admitted, pacing.dispatched(due, started), started);
    }
    pacing.served(due, took);
  }

  /** One that had to wait for a slot. */
  private void startLate(Admitted next) {
    Begun begun = backlog.begin(next);
    start(next, begun.dispatched(), begun.started());
  }

  /** Starts it and tells how long the user's call took. */
  private long start(Admitted next, long dispatched, long started) {
    return performer.start(next.operation(), dispatched, started, operation) - started;
  }

  /** On any thread. */
  private void released(long ended) {
    backlog.ends(ended);
    @Nullable Admitted next = backlog.next(this::released);
    if (next != null) {
      starter.execute(() -> startLate(next));
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
    starter.shutdownNow();
    starter.awaitTermination(graceNanos, TimeUnit.NANOSECONDS);
  }
}
