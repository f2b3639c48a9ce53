package dev.spike.run;

import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An arrival that was handed to a driver. Whoever closes it first, the operation itself or the
 * watchdog, records it, under its lock: once closing has been tried, the record is there.
 */
final class InFlight {
  final Arrival arrival;
  private final Recorder recorder;
  private final LongConsumer released;
  private long dispatched;
  private long started;
  private boolean begun;
  private boolean open = true;
  private @Nullable Thread worker;
  private @Nullable CompletionStage<?> stage;

  /**
   * An arrival that nobody has started.
   *
   * @param released to be called once it is over, by whoever closed it, with the time of its end
   */
  InFlight(Arrival arrival, Recorder recorder, LongConsumer released) {
    this.arrival = arrival;
    this.recorder = recorder;
    this.released = released;
  }

  /** Notes that the calling thread starts it; false when it was closed before. */
  synchronized boolean start(long dispatchedNanos, long startedNanos) {
    dispatched = dispatchedNanos;
    started = startedNanos;
    begun = open;
    worker = open ? Thread.currentThread() : null;
    return open;
  }

  /**
   * Notes that it goes on without the thread that started it; false when it has been closed
   * meanwhile.
   */
  synchronized boolean continuesAs(CompletionStage<?> running) {
    worker = null;
    stage = running;
    return open;
  }

  /** Closes it with what came out, late or not; false when it was closed before. */
  synchronized boolean end(long ended, Outcome outcome, long timeoutNanos) {
    return close(ended, ended - started > timeoutNanos ? Outcome.TIMED_OUT : outcome);
  }

  /**
   * Closes it if its time is up, and interrupts its thread, never in the operation after it; false
   * when there was nothing to close.
   */
  synchronized boolean expire(long now, long timeoutNanos) {
    boolean overdue = begun && now - started >= timeoutNanos;
    return overdue && close(now, Outcome.TIMED_OUT) && interrupt();
  }

  /**
   * Closes it because the run is over: unfinished if it has started, else dropped if it was due.
   *
   * @return whether no thread is left in it
   */
  synchronized boolean finish(long now) {
    if (begun) {
      if (close(now, Outcome.UNFINISHED)) {
        interrupt();
      }
      return worker == null;
    }
    long late = now - arrival.intendedNanos();
    if (open && late >= 0) {
      recorder.dropped(arrival.intendedNanos(), late);
    }
    open = false;
    return true;
  }

  private boolean close(long ended, Outcome outcome) {
    boolean first = open;
    if (first) {
      open = false;
      recorder.ended(arrival.intendedNanos(), dispatched, started, ended, outcome);
    }
    return first;
  }

  private boolean interrupt() {
    if (worker != null) {
      worker.interrupt();
    }
    return true;
  }

  /** Gives back what it held. */
  void release(long ended) {
    released.accept(ended);
  }

  /** Cancels what goes on without a thread, outside the lock since it runs code of the user. */
  void cancel() {
    CompletionStage<?> running;
    synchronized (this) {
      running = stage;
    }
    if (running != null) {
      running.toCompletableFuture().cancel(true);
    }
  }

  /** The operation, its thread and what that is doing, for a report. */
  synchronized String whereabouts() {
    if (worker == null) {
      return "arrival " + arrival.index();
    }
    return "arrival " + arrival.index() + " on " + whereabouts(worker);
  }

  static String whereabouts(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    String at = stack.length == 0 ? "an unknown place" : stack[0].toString();
    String name = thread.getName().isEmpty() ? "a virtual thread" : thread.getName();
    return name + " at " + at;
  }
}
