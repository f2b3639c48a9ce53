package dev.spike.run;

import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Starts the asynchronous operations of one burst in a loop on each core, on threads that were
 * started before the run and wait for the instant by the clock.
 */
final class AsyncBurst implements Crew {
  private final BurstAt burst;
  private final RunPlan plan;
  private final AsyncOperation action;
  private final Performer performer;
  private final RunClock clock;
  private final Skew skew;
  private final Consumer<Throwable> failed;
  private final int loops;
  private final CountDownLatch ready;
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
    this.loops = Math.min(Runtime.getRuntime().availableProcessors(), burst.count());
    this.ready = new CountDownLatch(loops);
  }

  @Override
  public void prepare(CountDownLatch gate) throws InterruptedException {
    List<List<InFlight>> shares = shares();
    for (List<InFlight> share : shares) {
      Thread thread =
          ThreadKind.PLATFORM.factory("spike-burst").newThread(() -> release(share, gate));
      threads.add(thread);
      thread.start();
    }
    Crew.await(ready, plan.limits().timeoutNanos(), "the users of a burst");
  }

  /** What each loop starts, in the order of arrival. */
  private List<List<InFlight>> shares() {
    String phase = plan.phaseAt(burst.atNanos()).name();
    long first = plan.schedule().firstIndexOf(burst);
    List<List<InFlight>> shares = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < burst.count(); i++) {
      Arrival arrival = new Arrival(first + i, burst.atNanos(), phase, true, plan.seed());
      shares.get(i % loops).add(performer.admit(arrival));
    }
    return shares;
  }

  private void release(List<InFlight> share, CountDownLatch gate) {
    try {
      for (InFlight operation : share) {
        plan.preparation().perform(operation.arrival);
      }
      ready.countDown();
      gate.await();
      clock.awaitExactly(burst.atNanos());
      startAll(share);
    } catch (InterruptedException e) {
      // Cancelled: nothing of it is due yet, so nothing is counted.
      share.forEach(performer::finish);
    } catch (Throwable e) {
      failed.accept(e);
      ready.countDown();
    }
  }

  private void startAll(List<InFlight> share) {
    SingleServer loop = new SingleServer();
    long due = burst.atNanos();
    long started = clock.now();
    skew.started(started);
    for (InFlight operation : share) {
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
  public List<Thread> threads() {
    return threads;
  }
}
