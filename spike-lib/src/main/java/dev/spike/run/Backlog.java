package dev.spike.run;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The slots for operations in flight and the arrivals that wait for one, first come first served.
 * Thread-safe; one lock, so that an arrival is always either waiting, admitted or dropped.
 *
 * <p>It also tells waiting for a slot from the generator's own delay. An arrival that has not begun
 * waits for the target only while every slot is taken by an operation that has begun and not ended.
 * While one is not, whatever keeps the arrival back is the generator: a thread that gets no core, a
 * hand-over that takes its time.
 */
final class Backlog {
  private final Performer performer;
  private final Limits limits;
  private final int maxWaiting;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int free;
  private int begun;
  private long saturatedSince;
  private long saturatedNanos;

  private record Waiting(Arrival arrival, long saturatedBefore) {}

  /**
   * An operation that holds a slot, and for how long all slots had been taken in the run when its
   * arrival was dispatched.
   */
  record Admitted(InFlight operation, long saturatedBefore) {}

  Backlog(Performer performer, Limits limits, int maxWaiting) {
    this.performer = performer;
    this.limits = limits;
    this.maxWaiting = maxWaiting;
    this.free = limits.maxInFlight();
  }

  /**
   * Takes an arrival.
   *
   * @param now the present time
   * @param released called once when it is over
   * @return it with a slot; null when it waits for one or was dropped
   */
  synchronized @Nullable Admitted admit(Arrival arrival, long now, Runnable released) {
    if (free > 0) {
      free--;
      return new Admitted(performer.admit(arrival, released), saturatedUntil(now));
    }
    if (limits.whenFull() == WhenFull.DROP || waiting.size() >= maxWaiting) {
      performer.drop(arrival, limits.timeoutNanos());
    } else {
      waiting.add(new Waiting(arrival, saturatedUntil(now)));
    }
    return null;
  }

  /**
   * Notes that an operation begins now. Each that was admitted has to be begun before its slot is
   * handed on.
   *
   * @return when it was let go: how long it has waited for a slot is the time from then until now
   */
  synchronized long begin(Admitted operation, long now) {
    long waited = saturatedUntil(now) - operation.saturatedBefore;
    begun++;
    if (begun == limits.maxInFlight()) {
      saturatedSince = now;
    }
    return now - Math.max(0, waited);
  }

  /**
   * Gives the slot of an operation that has ended now to the arrival that waits longest; back, and
   * null, when none does.
   */
  synchronized @Nullable Admitted next(long now, Runnable released) {
    saturatedNanos = saturatedUntil(now);
    begun--;
    Waiting next = waiting.poll();
    if (next == null) {
      free++;
      return null;
    }
    return new Admitted(performer.admit(next.arrival, released), next.saturatedBefore);
  }

  private long saturatedUntil(long now) {
    boolean saturated = begun >= limits.maxInFlight();
    return saturated ? saturatedNanos + Math.max(0, now - saturatedSince) : saturatedNanos;
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
