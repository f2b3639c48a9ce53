package dev.spike.chaos.fault;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Daemon threads of a standing fault, which end with it. */
public final class Workers implements AutoCloseable {
  private static final long LEAVE_WITHIN_MILLIS = 5_000;

  private final List<Thread> threads;
  private volatile boolean stopped;

  /** Starts that many, each with a condition that becomes true when it has to end. */
  public Workers(String name, int count, Consumer<BooleanSupplier> work) {
    this(count, work, (task, i) -> new Thread(null, task, name + "-" + i, 0, false));
  }

  Workers(int count, Consumer<BooleanSupplier> work, BiFunction<Runnable, Integer, Thread> made) {
    threads =
        IntStream.range(0, count)
            .mapToObj(i -> made.apply(() -> work.accept(() -> stopped), i))
            .toList();
    threads.forEach(thread -> thread.setDaemon(true));
    try {
      threads.forEach(Thread::start);
    } catch (Throwable refused) {
      // Nobody gets to close what was not made.
      stop();
      throw refused;
    }
  }

  private void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }

  /** Wakes them as well, whatever they wait for. */
  @Override
  public void close() {
    stop();
    long since = System.nanoTime();
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      while (!joined(thread, since)) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    List<String> left = threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    if (!left.isEmpty()) {
      throw new IllegalStateException("threads that did not end: " + left);
    }
  }

  /** False when interrupted meanwhile. */
  private static boolean joined(Thread thread, long since) {
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    try {
      thread.join(Math.max(1, LEAVE_WITHIN_MILLIS - waited));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
