package dev.spike.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The threads that a fault is acting on. Thread-safe. */
final class Insiders {
  private static final long LOOK_AGAIN_NANOS = 100_000;

  private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

  /** False when the thread was inside already. */
  boolean enter(Thread thread) {
    return inside.add(thread);
  }

  void leave(Thread thread) {
    inside.remove(thread);
  }

  void wake() {
    inside.forEach(LockSupport::unpark);
  }

  /**
   * The names of those, other than the caller, that are still inside after that time; returns as
   * soon as there are none. Waits with or without the interrupt flag, and keeps it.
   */
  List<String> leftAfter(Duration limit) {
    boolean interrupted = Thread.interrupted();
    long since = System.nanoTime();
    try {
      while (!others().isEmpty() && System.nanoTime() - since < limit.toNanos()) {
        LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
        interrupted |= Thread.interrupted();
      }
      return others();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<String> others() {
    return inside.stream()
        .filter(thread -> thread != Thread.currentThread())
        .map(Thread::getName)
        .sorted()
        .toList();
  }
}
