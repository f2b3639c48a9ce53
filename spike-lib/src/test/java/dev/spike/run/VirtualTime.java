package dev.spike.run;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes when everybody waits for it: real threads, which all sleep on this clock, and
 * tasks to be run at an instant. The thread that makes it takes part; others do by {@link
 * #workers()}.
 */
final class VirtualTime implements Clock {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.at));
  private volatile long now = 1_000;
  private int busy = 1;

  private static final class Entry {
    private final long at;
    private final Runnable task;
    private boolean reached;

    Entry(long at, Runnable task) {
      this.at = at;
      this.task = task;
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public synchronized void sleepUntil(long nanoTime) throws InterruptedException {
    if (nanoTime <= now) {
      return;
    }
    Entry sleeper = new Entry(nanoTime, () -> busy++);
    entries.add(sleeper);
    rest();
    while (!sleeper.reached) {
      wait();
    }
  }

  /** Runs a task when its time has come, on the thread that lets time pass. */
  synchronized void at(long nanoTime, Runnable task) {
    entries.add(new Entry(nanoTime, task));
  }

  private void rest() {
    busy--;
    while (busy == 0 && !entries.isEmpty()) {
      now = Math.max(now, entries.element().at);
      while (!entries.isEmpty() && entries.element().at <= now) {
        Entry next = entries.remove();
        next.reached = true;
        next.task.run();
      }
    }
    notifyAll();
  }

  private synchronized void join() {
    busy++;
  }

  private synchronized void leave() {
    rest();
  }

  /** Threads that take part: time stands still from when one is given a task until it sleeps. */
  ExecutorService workers() {
    ExecutorService threads = Executors.newCachedThreadPool();
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable task) {
        join();
        threads.execute(
            () -> {
              task.run();
              leave();
            });
      }

      @Override
      public void shutdown() {
        threads.shutdown();
      }

      @Override
      public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
      }

      @Override
      public boolean isShutdown() {
        return threads.isShutdown();
      }

      @Override
      public boolean isTerminated() {
        return threads.isTerminated();
      }

      @Override
      public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
      }
    };
  }
}
