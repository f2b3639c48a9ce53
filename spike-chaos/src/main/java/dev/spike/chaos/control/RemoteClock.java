package dev.spike.chaos.control;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The monotonic clock of another JVM, as seen from here: an answer that came quickly shows what it
 * said in the midst of its request (Cristian, Probabilistic clock synchronization, 1989).
 *
 * @param aheadNanos by how much it is ahead of this JVM's; any number, also on one machine
 * @param withinNanos by how much that can be wrong, either way
 */
record RemoteClock(long aheadNanos, long withinNanos) {
  /** The first ones make the way hot. */
  private static final int LOOKS = 5;

  /** From the quickest of some answers that tell the {@code clock}. */
  static RemoteClock read(Supplier<Map<String, String>> request) {
    RemoteClock best = look(request);
    for (int i = 1; i < LOOKS; i++) {
      RemoteClock next = look(request);
      best = next.withinNanos < best.withinNanos ? next : best;
    }
    return best;
  }

  private static RemoteClock look(Supplier<Map<String, String>> request) {
    long sent = System.nanoTime();
    Map<String, String> told = request.get();
    long half = (System.nanoTime() - sent) / 2;
    return new RemoteClock(Long.parseLong(told.getOrDefault("clock", "0")) - sent - half, half);
  }

  /** What it shows when this JVM's {@link System#nanoTime()} is that. */
  long there(long nanoTime) {
    return nanoTime + aheadNanos;
  }
}
