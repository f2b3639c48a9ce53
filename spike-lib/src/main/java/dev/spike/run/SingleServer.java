package dev.spike.run;

/**
 * Tells the generator's own delay from the target's where the pacing thread itself runs the user's
 * code: it is then a queue with one server, and what arrives while the server is busy waits by the
 * target's fault.
 *
 * <p>A generator without any delay of its own would have begun arrival k at B(k) = max(due(k), E(k
 * - 1)) and been free again at E(k) = B(k) + service(k) (Lindley's recursion). What the real one
 * began later than that is its own delay. Not thread-safe.
 */
final class SingleServer {
  private long free = Long.MIN_VALUE;

  /** When an arrival that begins now was let go by the generator: due + its own delay. */
  long dispatched(long due, long now) {
    return due + now - Math.max(due, free);
  }

  /** Notes how long the user's code of that arrival took. */
  void served(long due, long tookNanos) {
    free = Math.max(due, free) + tookNanos;
  }
}
