package dev.spike.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The users of a closed model. Each has a thread of its own, started before the run; it performs an
 * operation, thinks, and performs the next, so that a slow target is asked less often. The intended
 * start of an operation is when its user has thought enough: what the target did not let come up is
 * not measured (coordinated omission), which is the nature of the model.
 */
final class ClosedDriver implements Crew {
  private final RunPlan plan;
  private final Work.Blocking work;
  private final Performer performer;
  private final RunClock clock;
  private final EarlyEnd end;
  private final int users;
  private final long firstIndex;
  private final CountDownLatch ready;
  private final List<Thread> threads = new ArrayList<>();
  private final List<User> people = new ArrayList<>();
  private volatile boolean cancelled;

  ClosedDriver(
      RunPlan plan, Work.Blocking work, Performer performer, RunClock clock, EarlyEnd end) {
    this.plan = plan;
    this.work = work;
    this.performer = performer;
    this.clock = clock;
    this.end = end;
    this.users = plan.users().stream().mapToInt(UserPhase::count).max().orElse(0);
    this.firstIndex = plan.schedule().count();
    this.ready = new CountDownLatch(users);
  }

  @Override
  public void prepare(CountDownLatch gate) throws InterruptedException {
    ThreadFactory factory = work.threads().factory("spike-user");
    for (int i = 0; i < users; i++) {
      User user = new User(i);
      people.add(user);
      Thread thread = factory.newThread(() -> live(user, gate));
      threads.add(thread);
      thread.start();
    }
    Crew.await(ready, plan.limits().timeoutNanos(), "the users");
  }

  private void live(User user, CountDownLatch gate) {
    ready.countDown();
    try {
      gate.await();
      for (UserPhase phase : plan.users()) {
        user.perform(phase);
      }
    } catch (InterruptedException e) {
      // Cancelled while it waited: it owes nothing.
    }
  }

  /** One user's way through the run. */
  private final class User {
    private final int number;
    private long performed;
    private long restedAt;
    private @Nullable Thread thinking;

    User(int number) {
      this.number = number;
    }

    void perform(UserPhase phase) throws InterruptedException {
      String name = plan.phaseAt(phase.fromNanos()).name();
      long spread = (long) ((double) phase.thinkNanos() * number / phase.count());
      long due = Math.max(phase.fromNanos() + spread, restedAt);
      while (number < phase.count() && due < phase.toNanos()) {
        thinkUntil(due);
        if (due >= end.nanos(plan, clock)) {
          return;
        }
        Arrival arrival = new Arrival(nextIndex(), due, name, false, plan.seed());
        long now = clock.now();
        performer.perform(performer.admit(arrival), now, now, work.operation());
        due = clock.now() + phase.thinkNanos();
        restedAt = due;
      }
    }

    /** The same for the same user and turn, whatever the threads do. */
    private long nextIndex() {
      return firstIndex + performed++ * users + number;
    }

    private void thinkUntil(long due) throws InterruptedException {
      setThinking(Thread.currentThread());
      try {
        clock.sleepUntil(due);
      } finally {
        setThinking(null);
      }
    }

    private synchronized void setThinking(@Nullable Thread thread) throws InterruptedException {
      thinking = thread;
      if (cancelled) {
        throw new InterruptedException("the run has ended");
      }
    }

    /** Only out of its thoughts: an operation has its own time. */
    synchronized void wake() {
      if (thinking != null) {
        thinking.interrupt();
      }
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    people.forEach(User::wake);
  }

  @Override
  public long fromNanos() {
    return 0;
  }

  @Override
  public long untilNanos() {
    return plan.schedule().durationNanos();
  }

  @Override
  public List<Thread> threads() {
    return threads;
  }
}
