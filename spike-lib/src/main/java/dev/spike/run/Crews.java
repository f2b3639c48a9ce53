package dev.spike.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The threads beside the pacing thread: those of bursts and of a closed model. Those needed before
 * the first quiet phase are started before the run, and those of later bursts in the quiet phase
 * before them, once those of earlier ones have ended. So each quiet phase finds as many of them,
 * and as much memory taken by them, as the one before. For one thread.
 */
final class Crews {
  private final Queue<Crew> hired;
  private final List<Crew> present = new ArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  /**
   * @param hired by when they are needed
   */
  Crews(List<Crew> hired) {
    this.hired = new ArrayDeque<>(hired);
  }

  /** Starts those that are needed before an instant and are not there yet. */
  void prepareUntil(long nanos) throws InterruptedException {
    while (!hired.isEmpty() && hired.element().fromNanos() < nanos) {
      Crew next = hired.remove();
      present.add(next);
      next.prepare(gate);
    }
  }

  /** Ends those that have done their part before an instant, and forgets them. */
  void dismissUntil(long nanos, long graceNanos) throws InterruptedException {
    List<Crew> done = present.stream().filter(crew -> crew.untilNanos() < nanos).toList();
    done.forEach(Crew::cancel);
    present.removeAll(done);
    long deadline = System.nanoTime() + graceNanos;
    join(done.stream().flatMap(crew -> crew.threads().stream()).toList(), deadline);
  }

  /** Lets those that are there begin. */
  void open() {
    gate.countDown();
  }

  /** Keeps back what is not due yet, because the run is over. */
  void cancel() {
    present.forEach(Crew::cancel);
    open();
  }

  List<Thread> threads() {
    return present.stream().flatMap(crew -> crew.threads().stream()).toList();
  }

  /** Those that do not end in time are left to themselves. */
  static void join(List<Thread> threads, long deadline) throws InterruptedException {
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
    }
  }
}
