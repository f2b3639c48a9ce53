package dev.spike.run;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Watches this JVM itself: by how much a sleeping thread wakes late, and what its collectors take.
 */
final class HiccupMeter {
  private long worstNanos;
  private long lastGcMillis = gcMillis();

  /** Notes by how much a thread that asked to be woken was late. */
  synchronized void late(long nanos) {
    worstNanos = Math.max(worstNanos, nanos);
  }

  /** The worst since the last call. */
  synchronized long takeWorstNanos() {
    long worst = worstNanos;
    worstNanos = 0;
    return worst;
  }

  /** Collection time since the last call. */
  synchronized long takeGcNanos() {
    long now = gcMillis();
    long taken = now - lastGcMillis;
    lastGcMillis = now;
    return taken * 1_000_000;
  }

  /** Cycles of concurrent collectors do not stop the program, their pauses do. */
  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(gc -> !gc.getName().contains("Cycles") && !gc.getName().contains("Concurrent"))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
