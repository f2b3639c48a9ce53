package dev.spike.chaos.fault;

import java.util.List;
import java.util.concurrent.TimeUnit;
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
    threads =
        IntStream.range(0, count)
            .mapToObj(
                i -> new Thread(null, () -> work.accept(() -> stopped), name + "-" + i, 0, false))
            .toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
  }

  /** Wakes them as well, whatever they wait for. */
  @Override
  public void close() {
    stopped = true;
    threads.forEach(Thread::interrupt);
    long since = System.nanoTime();
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      interrupted |= !joined(thread, since);
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
