package dev.spike.run;

/**
 * Watches this JVM itself: by how much a thread that asked to be woken woke late, for whatever
 * reason: a collector, a busy machine, a hypervisor (after jHiccup, Tene). Thread-safe.
 */
final class HiccupMeter {
  private long worstNanos;

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
}
