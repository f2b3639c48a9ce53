package dev.spike.run;

/**
 * An operation that has started. Whoever closes it first, its own thread or the watchdog, records
 * it.
 */
final class InFlight {
  final Arrival arrival;
  final long dispatched;
  final long started;
  private final Thread worker = Thread.currentThread();
  private boolean open = true;

  InFlight(Arrival arrival, long dispatched, long started) {
    this.arrival = arrival;
    this.dispatched = dispatched;
    this.started = started;
  }

  /** True for the first call of this or {@link #expire()}. */
  synchronized boolean close() {
    boolean first = open;
    open = false;
    return first;
  }

  /**
   * True for the first call of this or {@link #close()}; interrupts the operation, never the one
   * after it.
   */
  synchronized boolean expire() {
    if (!open) {
      return false;
    }
    open = false;
    worker.interrupt();
    return true;
  }

  /** The operation, its thread and what that is doing, for a report. */
  String whereabouts() {
    StackTraceElement[] stack = worker.getStackTrace();
    String at = stack.length == 0 ? "an unknown place" : stack[0].toString();
    return "arrival " + arrival.index() + " on " + worker.getName() + " at " + at;
  }
}
