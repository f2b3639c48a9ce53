package dev.spike.run;

import java.util.List;

/** Starts the operations of open arrivals; all but {@link #idle()} is for one thread at a time. */
interface Driver {
  /**
   * Starts an operation, or sees to it that it is started or counted later.
   *
   * @param index the arrival's number
   * @param due when it was intended
   * @param phase the name of its phase
   * @param now the present time, at or after due
   */
  void dispatch(long index, long due, String phase, long now);

  /** Whether nothing is running and nothing waits. */
  boolean idle();

  /** Interrupts what the pacing thread itself is in, if its time is up. */
  default void expireOverdue(long now) {}

  /** What the pacing thread itself is in and does not come back from, named for a report. */
  default List<String> stuck() {
    return List.of();
  }

  /** Counts, because the run is over, what was dispatched and is not counted otherwise. */
  void dropWaiting(long now);

  /** Ends the driver's threads; those that do not end within the time are left to themselves. */
  void close(long graceNanos) throws InterruptedException;
}
