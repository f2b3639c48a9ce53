package dev.spike.sim;

import dev.spike.run.Limits;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The generator's slots for steady operations in flight, and the arrivals that wait for one. An
 * operation's slot is free again at its end, which is known before it comes. Not thread-safe.
 */
final class Slots {
  static final long NEVER = Long.MAX_VALUE;

  private final int limit;
  private final boolean unlimited;
  private final LongHeap ends = new LongHeap();
  private final Queue<Call> waiting = new ArrayDeque<>();
  private int taken;

  Slots(Limits limits) {
    limit = limits.maxInFlight();
    unlimited = limit == Integer.MAX_VALUE;
  }

  /** Takes a slot now, if one is free and nobody waits for it. */
  boolean take(long now) {
    if (unlimited) {
      return true;
    }
    while (waiting.isEmpty() && ends.size() > 0 && ends.first() <= now) {
      release();
    }
    boolean free = taken < limit;
    taken += free ? 1 : 0;
    return free;
  }

  private void release() {
    ends.removeFirst();
    taken--;
  }

  /** An operation with a slot is over at an instant, now or later. */
  void endsAt(long instant) {
    if (!unlimited) {
      ends.add(instant);
    }
  }

  /** One more waits. */
  void await(Call call) {
    waiting.add(call);
  }

  int waiting() {
    return waiting.size();
  }

  /** When the one who waits longest gets a slot, as far as is known now. */
  long nextAt() {
    return waiting.isEmpty() || ends.size() == 0 ? NEVER : ends.first();
  }

  /** Gives the slot that is free at {@link #nextAt()} to the one who waits longest. */
  Call next() {
    Call first = waiting.remove();
    ends.removeFirst();
    return first;
  }

  /** Takes out one who never got a slot. */
  Call giveUp() {
    return waiting.remove();
  }
}
