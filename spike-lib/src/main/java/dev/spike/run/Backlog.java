package dev.spike.run;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The slots for operations in flight and the arrivals that wait for one, first come first served.
 * Thread-safe; one lock, so that an arrival is always either waiting, admitted or dropped.
 */
final class Backlog {
  /** How many arrivals may wait for a slot; beyond it they are dropped and counted. */
  static final int MAX_WAITING = 100_000;

  private final Performer performer;
  private final Limits limits;
  private final int maxWaiting;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int free;

  private record Waiting(Arrival arrival, long dispatched) {}

  /** An operation that holds a slot, and when its arrival was dispatched. */
  record Admitted(InFlight operation, long dispatched) {}

  Backlog(Performer performer, Limits limits, int maxWaiting) {
    this.performer = performer;
    this.limits = limits;
    this.maxWaiting = maxWaiting;
    this.free = limits.maxInFlight();
  }

  /**
   * Takes an arrival.
   *
   * @param released called once when it is over
   * @return it with a slot; null when it waits for one or was dropped
   */
  synchronized @Nullable Admitted admit(Arrival arrival, long dispatched, Runnable released) {
    if (free > 0) {
      free--;
      return new Admitted(performer.admit(arrival, released), dispatched);
    }
    if (limits.whenFull() == WhenFull.DROP || waiting.size() >= maxWaiting) {
      performer.drop(arrival, limits.timeoutNanos());
    } else {
      waiting.add(new Waiting(arrival, dispatched));
    }
    return null;
  }

  /** Gives the caller's slot to the arrival that waits longest; back, and null, when none does. */
  synchronized @Nullable Admitted next(Runnable released) {
    Waiting next = waiting.poll();
    if (next == null) {
      free++;
      return null;
    }
    return new Admitted(performer.admit(next.arrival, released), next.dispatched);
  }

  /** Drops what never got a slot, each with its time so far. */
  synchronized void dropWaiting(long now) {
    waiting.forEach(next -> performer.drop(next.arrival, now - next.arrival.intendedNanos()));
    waiting.clear();
  }

  /** Whether no slot is taken. */
  synchronized boolean idle() {
    return free == limits.maxInFlight();
  }
}
