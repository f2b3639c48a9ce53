package dev.spike.run;

import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Releases the blocking operations of one burst together. Each has a thread of its own, started and
 * prepared before the run, that waits for the instant by the clock; so only the operation itself
 * falls into the burst.
 */
final class BurstDriver implements Crew {
  private final BurstAt burst;
  private final RunPlan plan;
  private final Work.Blocking work;
  private final Performer performer;
  private final RunClock clock;
  private final Skew skew;
  private final Consumer<Throwable> failed;
  private final CountDownLatch ready;
  private final List<Thread> users = new ArrayList<>();

  BurstDriver(
      BurstAt burst,
      RunPlan plan,
      Work.Blocking work,
      Performer performer,
      RunClock clock,
      Skew skew,
      Consumer<Throwable> failed) {
    this.burst = burst;
    this.plan = plan;
    this.work = work;
    this.performer = performer;
    this.clock = clock;
    this.skew = skew;
    this.failed = failed;
    this.ready = new CountDownLatch(burst.count());
  }

  @Override
  public void prepare(CountDownLatch gate) throws InterruptedException {
    String phase = plan.phaseAt(burst.atNanos()).name();
    long first = plan.schedule().firstIndexOf(burst);
    ThreadFactory threads = work.threads().factory("spike-burst");
    for (int i = 0; i < burst.count(); i++) {
      Arrival arrival = new Arrival(first + i, burst.atNanos(), phase, true, plan.seed());
      InFlight operation = performer.admit(arrival);
      Thread thread = threads.newThread(() -> release(operation, gate));
      users.add(thread);
      thread.start();
    }
    Crew.await(ready, plan.limits().timeoutNanos(), "the users of a burst");
  }

  private void release(InFlight operation, CountDownLatch gate) {
    try {
      plan.preparation().perform(operation.arrival);
      ready.countDown();
      gate.await();
      clock.sleepUntil(burst.atNanos());
      long now = clock.now();
      if (performer.perform(operation, now, now, work.operation())) {
        skew.started(now);
      }
    } catch (InterruptedException e) {
      performer.finish(operation);
    } catch (Throwable e) {
      // Only preparing throws: performing takes whatever comes.
      failed.accept(e);
      ready.countDown();
    }
  }

  @Override
  public void cancel() {
    if (clock.now() < burst.atNanos()) {
      users.forEach(Thread::interrupt);
    }
  }

  @Override
  public List<Thread> threads() {
    return users;
  }
}
