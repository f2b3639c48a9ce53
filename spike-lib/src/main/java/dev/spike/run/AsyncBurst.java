package dev.spike.run;

import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Starts the asynchronous operations of one burst one after the other in a loop, on a thread that
 * was started before the run and waits for the instant by the clock.
 */
final class AsyncBurst implements Crew {
  private final BurstAt burst;
  private final RunPlan plan;
  private final AsyncOperation action;
  private final Performer performer;
  private final RunClock clock;
  private final Skew skew;
  private final Consumer<Throwable> failed;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final List<InFlight> operations = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean cancelled;

  AsyncBurst(
      BurstAt burst,
      RunPlan plan,
      Work.Async work,
      Performer performer,
      RunClock clock,
      Skew skew,
      Consumer<Throwable> failed) {
    this.burst = burst;
    this.plan = plan;
    this.action = work.operation();
    this.performer = performer;
    this.clock = clock;
    this.skew = skew;
    this.failed = failed;
  }

  @Override
  public void prepare(CountDownLatch gate) throws InterruptedException {
    String phase = plan.phaseAt(burst.atNanos()).name();
    long first = plan.schedule().firstIndexOf(burst);
    for (int i = 0; i < burst.count(); i++) {
      Arrival arrival = new Arrival(first + i, burst.atNanos(), phase, true, plan.seed());
      operations.add(performer.admit(arrival));
    }
    Thread thread = ThreadKind.PLATFORM.factory("spike-burst").newThread(() -> release(gate));
    threads.add(thread);
    thread.start();
    Crew.await(ready, plan.limits().timeoutNanos(), "the users of a burst");
  }

  private void release(CountDownLatch gate) {
    try {
      for (InFlight operation : operations) {
        plan.preparation().perform(operation.arrival);
      }
      ready.countDown();
      gate.await();
      clock.awaitExactly(burst.atNanos());
      startAll();
    } catch (InterruptedException e) {
      // Cancelled: nothing of it is due yet, so nothing is counted.
      operations.forEach(performer::finish);
    } catch (Throwable e) {
      failed.accept(e);
      ready.countDown();
    }
  }

  private void startAll() {
    SingleServer loop = new SingleServer();
    long due = burst.atNanos();
    long started = clock.now();
    skew.started(started);
    for (InFlight operation : operations) {
      if (cancelled) {
        break;
      }
      started = clock.now();
      long dispatched = loop.dispatched(due, started);
      loop.served(due, performer.start(operation, dispatched, started, action) - started);
    }
    skew.started(started);
  }

  @Override
  public void cancel() {
    if (clock.now() < burst.atNanos()) {
      cancelled = true;
      threads.forEach(Thread::interrupt);
    }
  }

  @Override
  public long fromNanos() {
    return burst.atNanos();
  }

  @Override
  public long untilNanos() {
    return burst.atNanos();
  }

  @Override
  public List<Thread> threads() {
    return threads;
  }
}
