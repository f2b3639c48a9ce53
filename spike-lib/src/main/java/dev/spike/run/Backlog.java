package dev.spike.run;

import dev.spike.run.Saturation.Begun;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
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
  private final RunClock clock;
  private final Limits limits;
  private final int maxWaiting;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Saturation saturation;
  private int free;

  private record Waiting(Arrival arrival, long saturatedBefore) {}

  /**
   * An operation that holds a slot, and for how long all slots had been taken in the run when its
   * arrival was dispatched.
   */
  record Admitted(InFlight operation, long saturatedBefore) {}

  Backlog(Performer performer, RunClock clock, Limits limits, int maxWaiting) {
    this.performer = performer;
    this.clock = clock;
    this.limits = limits;
    this.maxWaiting = maxWaiting;
    this.saturation = new Saturation(limits.maxInFlight());
    this.free = limits.maxInFlight();
  }

  /**
   * Takes an arrival.
   *
   * @param now the present time
   * @param released called once when it is over, with the time of its end
   * @return it with a slot; null when it waits for one or was dropped
   */
  synchronized @Nullable Admitted admit(Arrival arrival, long now, LongConsumer released) {
    if (free > 0) {
      free--;
      return new Admitted(performer.admit(arrival, released), saturation.until(now));
    }
    if (limits.whenFull() == WhenFull.DROP || waiting.size() >= maxWaiting) {
      performer.drop(arrival, limits.timeoutNanos());
    } else {
      waiting.add(new Waiting(arrival, saturation.until(now)));
    }
    return null;
  }

  /**
   * Notes that an operation begins now. Each that was admitted has to be begun, and to {@link #ends
   * end}, before its slot is handed on.
   */
  Begun begin(Admitted operation) {
    return saturation.begins(clock, operation.saturatedBefore);
  }

  /** Notes that an operation that has begun ended then. */
  void ends(long then) {
    saturation.ends(then);
  }

  /**
   * Gives the slot of an operation that has ended to the arrival that waits longest; back, and
   * null, when none does.
   */
  synchronized @Nullable Admitted next(LongConsumer released) {
    Waiting next = waiting.poll();
    if (next == null) {
      free++;
      return null;
    }
    return new Admitted(performer.admit(next.arrival, released), next.saturatedBefore);
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
