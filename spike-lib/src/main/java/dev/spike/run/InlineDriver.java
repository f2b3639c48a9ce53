package dev.spike.run;

import dev.spike.chaos.ChaosCall;
import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import dev.spike.measure.SingleWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Performs operations on the thread that dispatches them, one at a time, and records them without a
 * lock and without allocation. What comes while one is running waits for it: that is load, not the
 * generator's own delay, and is kept apart from it by {@link SingleServer}.
 */
final class InlineDriver implements Driver {
  private static final long IDLE = Long.MIN_VALUE;

  private final InlineOperation operation;
  private final boolean disturbed;
  private final long timeoutNanos;
  private final RunClock clock;
  private final Recorder recorder;
  private final SingleWriter writer;
  private final OutcomeRule outcomes;
  private final SingleServer pacing = new SingleServer();
  private final AtomicLong busySince = new AtomicLong(IDLE);

  // Of the operation that is running; published by busySince.
  private @Nullable Thread thread;
  private long index;
  private long due;
  private long dispatched;
  private long begun;

  InlineDriver(
      RunPlan plan, Work.Inline work, RunClock clock, Recorder recorder, ErrorTally errors) {
    this.operation = work.operation();
    this.disturbed = !plan.disturbances().isEmpty();
    this.timeoutNanos = plan.limits().timeoutNanos();
    this.clock = clock;
    this.recorder = recorder;
    this.writer = recorder.singleWriter();
    this.outcomes = new OutcomeRule(plan.rejected(), errors);
  }

  @Override
  public void dispatch(long arrival, long intended, String phase, long now) {
    begin(arrival, intended, now);
    Throwable error = thrownBy(arrival);
    long ended = clock.now();
    long took = ended - now;
    Outcome outcome = error == null ? Outcome.OK : outcomes.outcomeOf(error);
    if (took > timeoutNanos / 2) {
      outcome = settle(took, outcome);
    }
    pacing.served(intended, took);
    writer.ended(intended, dispatched, now, ended, outcome);
    busySince.lazySet(IDLE);
  }

  private void begin(long arrival, long intended, long now) {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    begun++;
    index = arrival;
    due = intended;
    dispatched = pacing.dispatched(intended, now);
    busySince.lazySet(now);
  }

  private @Nullable Throwable thrownBy(long arrival) {
    try {
      if (disturbed) {
        // Faults decide by the arrival's number, so the hook has to know it.
        try (ChaosCall.Scope call = ChaosCall.enter(arrival)) {
          operation.perform(arrival);
        }
      } else {
        operation.perform(arrival);
      }
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  /**
   * After an operation that took so long that an interrupt may be on its way to it: none may reach
   * the next one.
   */
  private synchronized Outcome settle(long took, Outcome outcome) {
    busySince.set(IDLE);
    Thread.interrupted();
    return took > timeoutNanos ? Outcome.TIMED_OUT : outcome;
  }

  @Override
  public synchronized void expireOverdue(long now) {
    long since = busySince.get();
    if (since != IDLE && now - since >= timeoutNanos && thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public boolean idle() {
    return busySince.get() == IDLE;
  }

  /** Counts the operation that has not come back; from now on this driver records nothing. */
  @Override
  public void dropWaiting(long now) {
    long recorded = writer.close();
    long since = busySince.get();
    if (since != IDLE && begun > recorded) {
      Outcome outcome = now - since >= timeoutNanos ? Outcome.TIMED_OUT : Outcome.UNFINISHED;
      recorder.ended(due, dispatched, since, now, outcome);
    }
  }

  @Override
  public List<String> stuck() {
    Thread running = thread;
    return idle() || running == null
        ? List.of()
        : List.of("arrival " + index + " on " + InFlight.whereabouts(running));
  }

  @Override
  public void close(long graceNanos) {
    // The pacing thread belongs to the engine.
  }
}
