package dev.spike.run;

import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * An arrival that was handed to a thread. Whoever closes it first, its own thread or the watchdog,
 * records it, under its lock: once closing has been tried, the record is there.
 */
final class InFlight {
  final Arrival arrival;
  private final Recorder recorder;
  private long dispatched;
  private long started;
  private @Nullable Thread worker;
  private boolean open = true;

  InFlight(Arrival arrival, Recorder recorder) {
    this.arrival = arrival;
    this.recorder = recorder;
  }

  /** Notes that the calling thread starts it; false when it was closed before. */
  synchronized boolean start(long dispatchedNanos, long startedNanos) {
    dispatched = dispatchedNanos;
    started = startedNanos;
    worker = open ? Thread.currentThread() : null;
    return open;
  }

  /** Closes it with what came out, late or not. */
  synchronized void end(long ended, Outcome outcome, long timeoutNanos) {
    close(ended, ended - started > timeoutNanos ? Outcome.TIMED_OUT : outcome);
  }

  /** Closes and interrupts it if its time is up; never the operation after it on that thread. */
  synchronized void expire(long now, long timeoutNanos) {
    if (open && worker != null && now - started >= timeoutNanos) {
      close(now, Outcome.TIMED_OUT);
      worker.interrupt();
    }
  }

  /**
   * Closes it because the run is over: unfinished if it has started, else dropped if it was due.
   *
   * @return whether no thread is left in it
   */
  synchronized boolean finish(long now) {
    if (worker != null) {
      if (open) {
        close(now, Outcome.UNFINISHED);
        worker.interrupt();
      }
      return false;
    }
    long late = now - arrival.intendedNanos();
    if (open && late >= 0) {
      recorder.dropped(arrival.intendedNanos(), late);
    }
    open = false;
    return true;
  }

  private void close(long ended, Outcome outcome) {
    if (open) {
      open = false;
      recorder.ended(arrival.intendedNanos(), dispatched, started, ended, outcome);
    }
  }

  /** The operation, its thread and what that is doing, for a report. */
  synchronized String whereabouts() {
    if (worker == null) {
      return "arrival " + arrival.index();
    }
    StackTraceElement[] stack = worker.getStackTrace();
    String at = stack.length == 0 ? "an unknown place" : stack[0].toString();
    String name = worker.getName().isEmpty() ? "a virtual thread" : worker.getName();
    return "arrival " + arrival.index() + " on " + name + " at " + at;
  }
}
