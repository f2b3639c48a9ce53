package dev.spike.samples.storefront.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One replica: threads that take jobs once it is ready, until it is stopped. A job that it has
 * begun is finished. Thread-safe.
 */
final class Replica {
  private final String name;
  private final JobQueue queue;
  private final long jobNanos;
  private final long readyAtNanos;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Replica(int number, JobQueue queue, WorkSettings settings, long readyDelayNanos) {
    this.name = "replica-" + number;
    this.queue = queue;
    this.jobNanos = settings.jobTime().toNanos();
    this.readyAtNanos = System.nanoTime() + readyDelayNanos;
    for (int i = 0; i < settings.threadsPerReplica(); i++) {
      Thread thread = new Thread(this::live, name);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  boolean isReady() {
    return !stopped && System.nanoTime() - readyAtNanos >= 0;
  }

  void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }

  private void live() {
    try {
      long delay = readyAtNanos - System.nanoTime();
      if (delay > 0) {
        TimeUnit.NANOSECONDS.sleep(delay);
      }
      while (!stopped) {
        queue.serveNext(this::work, name);
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts: this replica is over, and so is its thread.
      stopped = true;
    }
  }

  /** Takes the job's time; an interrupt is not forgotten, the loop above sees that it stopped. */
  private void work() {
    long end = System.nanoTime() + jobNanos;
    long left = jobNanos;
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      // Clears the interrupt of a stop, which would make every further wait return at once.
      if (Thread.interrupted()) {
        stopped = true;
      }
      left = end - System.nanoTime();
    }
  }
}
