package dev.spike.sim;

/**
 * Remembers when the last of those who came will be served, so as to tell how many still wait: they
 * are served in the order in which they came. Not thread-safe.
 */
final class WaitingRoom {
  private final long[] starts;
  private final boolean unbounded;
  private int oldest;

  /** Room for so many; {@code Integer.MAX_VALUE} means any number. */
  WaitingRoom(int places) {
    unbounded = places == Integer.MAX_VALUE;
    starts = new long[unbounded ? 0 : places];
  }

  /** Whether one more may wait from now on: the one so many places before has been called. */
  boolean hasRoom(long now) {
    return unbounded || (starts.length > 0 && starts[oldest] <= now);
  }

  /** One who will be served at an instant, at once or after waiting. */
  void enter(long start) {
    if (starts.length > 0) {
      starts[oldest] = start;
      oldest = oldest + 1 == starts.length ? 0 : oldest + 1;
    }
  }
}
