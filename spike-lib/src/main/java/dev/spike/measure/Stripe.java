package dev.spike.measure;

import java.util.List;

/**
 * What some of the threads record into, one at a time. Being read does not hold them up: they go on
 * in a second set of cells.
 */
final class Stripe {
  private Cells active;
  private Cells idle;

  Stripe(Grid grid) {
    active = new Cells(grid);
    idle = new Cells(grid);
  }

  synchronized void ended(
      long intended, long dispatched, long started, long ended, Outcome outcome) {
    active.at(intended).ended(intended, dispatched, started, ended, outcome);
  }

  synchronized void dropped(long intended, long atLeastNanos) {
    active.at(intended).dropped(atLeastNanos);
  }

  /** Takes out what was recorded since the last call; one thread at a time. */
  List<Interval> take() {
    return swap().take();
  }

  private synchronized Cells swap() {
    Cells full = active;
    active = idle;
    idle = full;
    return full;
  }
}
