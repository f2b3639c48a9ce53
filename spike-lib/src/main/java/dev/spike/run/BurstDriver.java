package dev.spike.run;

import dev.spike.schedule.BurstAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Releases the blocking operations of one burst together. Each has a thread of its own, started and
 * prepared before the run, and platform threads end after it; so only the operation itself falls
 * into the burst. How the threads wait for the instant depends on their kind: platform threads are
 * woken soonest by a timer of the kernel for each, while all virtual threads share the thread that
 * keeps their timers, and are woken sooner by a latch which another opens at the instant.
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
  private final CountDownLatch instant = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final boolean virtual;
  private final List<Thread> threads = new ArrayList<>();

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
    this.virtual = work.threads().resolved() == ThreadKind.VIRTUAL;
  }

  @Override
  public void prepare(CountDownLatch gate) throws InterruptedException {
    String phase = plan.phaseAt(burst.atNanos()).name();
    long first = plan.schedule().firstIndexOf(burst);
    ThreadFactory factory = work.threads().factory("spike-burst");
    for (int i = 0; i < burst.count(); i++) {
      Arrival arrival = new Arrival(first + i, burst.atNanos(), phase, true, plan.seed());
      InFlight operation = performer.admit(arrival);
      Thread thread = factory.newThread(() -> release(operation, gate));
      threads.add(thread);
      thread.start();
    }
    if (virtual) {
      Thread opener =
          ThreadKind.PLATFORM.factory("spike-burst").newThread(() -> openAtInstant(gate));
      threads.add(opener);
      opener.start();
    }
    Crew.await(ready, plan.limits().timeoutNanos(), "the users of a burst");
  }

  private void release(InFlight operation, CountDownLatch gate) {
    try {
      plan.preparation().perform(operation.arrival);
      ready.countDown();
      awaitInstant(gate);
      long now = clock.now();
      if (performer.perform(operation, now, now, work.operation())) {
        skew.started(now);
      }
      awaitEnd();
    } catch (InterruptedException e) {
      performer.finish(operation);
    } catch (Throwable e) {
      // Only preparing throws: performing takes whatever comes.
      failed.accept(e);
      ready.countDown();
    }
  }

  private void awaitInstant(CountDownLatch gate) throws InterruptedException {
    if (virtual) {
      instant.await();
    } else {
      gate.await();
      clock.sleepUntil(burst.atNanos());
    }
  }

  /** Ending a platform thread costs more than waking one: it is put off until the run is over. */
  private void awaitEnd() throws InterruptedException {
    if (!virtual) {
      over.await();
    }
  }

  private void openAtInstant(CountDownLatch gate) {
    try {
      gate.await();
      clock.awaitExactly(burst.atNanos());
      instant.countDown();
    } catch (InterruptedException e) {
      // Cancelled, and so are the users.
    }
  }

  @Override
  public void cancel() {
    over.countDown();
    if (clock.now() < burst.atNanos()) {
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
