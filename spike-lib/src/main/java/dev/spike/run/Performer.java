package dev.spike.run;

import dev.spike.chaos.ChaosCall;
import dev.spike.measure.Recorder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Performs operations: takes the stamps, classifies what came out, records it once, and ends what
 * takes too long. Thread-safe. Stamps are relative to the start of the run.
 */
final class Performer {
  private final RunPlan plan;
  private final RunClock clock;
  private final Recorder recorder;
  private final OutcomeRule outcomes;
  private final long timeoutNanos;
  private final Set<InFlight> inFlight = ConcurrentHashMap.newKeySet();

  Performer(RunPlan plan, RunClock clock, Recorder recorder, ErrorTally errors) {
    this.plan = plan;
    this.clock = clock;
    this.recorder = recorder;
    this.outcomes = new OutcomeRule(plan.rejected(), errors);
    this.timeoutNanos = plan.limits().timeoutNanos();
  }

  /**
   * Takes charge of an arrival: from now on it will be recorded, whether a thread gets to it or
   * not.
   */
  InFlight admit(Arrival arrival) {
    return admit(arrival, Performer::holdsNothing);
  }

  /** What an operation gives back that holds nothing but its thread. */
  static void holdsNothing(long ended) {}

  /** As {@link #admit(Arrival)}; an asynchronous operation calls back once when it is over. */
  InFlight admit(Arrival arrival, LongConsumer released) {
    InFlight operation = new InFlight(arrival, recorder, released);
    inFlight.add(operation);
    return operation;
  }

  /** Performs one operation on the calling thread; false when it is too late for it. */
  boolean perform(InFlight operation, long dispatched, long started, Operation action) {
    if (!operation.start(dispatched, started)) {
      return false;
    }
    Throwable error = thrownBy(operation.arrival, action);
    long ended = clock.now();
    operation.end(ended, outcomes.outcomeOf(error), timeoutNanos);
    inFlight.remove(operation);
    // An interrupt meant for this operation must not reach the next one on this thread.
    Thread.interrupted();
    return true;
  }

  /** Starts one operation and gives the time at which the call that starts it returned. */
  long start(InFlight operation, long dispatched, long started, AsyncOperation action) {
    if (!operation.start(dispatched, started)) {
      return started;
    }
    CompletionStage<?> stage = null;
    Throwable error = null;
    try {
      stage = call(operation.arrival, action);
    } catch (Throwable e) {
      error = e;
    }
    long returned = clock.now();
    if (stage == null) {
      end(operation, returned, error);
    } else {
      follow(operation, stage);
    }
    // An interrupt meant for this call must not reach the next one on this thread.
    Thread.interrupted();
    return returned;
  }

  private void follow(InFlight operation, CompletionStage<?> stage) {
    try {
      if (!operation.continuesAs(stage)) {
        operation.cancel();
        inFlight.remove(operation);
      }
      stage.whenComplete((value, error) -> end(operation, clock.now(), error));
    } catch (Throwable e) {
      // A stage of the user's own making may throw anything.
      end(operation, clock.now(), e);
    }
  }

  private void end(InFlight operation, long now, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    boolean first = operation.end(now, outcomes.outcomeOf(cause), timeoutNanos);
    inFlight.remove(operation);
    if (first) {
      operation.release(now);
    }
  }

  void drop(Arrival arrival, long atLeastNanos) {
    recorder.dropped(arrival.intendedNanos(), atLeastNanos);
  }

  boolean idle() {
    return inFlight.isEmpty();
  }

  /** Ends the operations whose time is up. */
  void expireOverdue() {
    long now = clock.now();
    inFlight.forEach(
        operation -> {
          if (operation.expire(now, timeoutNanos)) {
            finish(operation);
            operation.release(now);
          }
        });
  }

  /**
   * Ends an operation since the run is over for it; what is not due yet is forgotten, and what is
   * on a thread stays known until that thread has come back.
   */
  void finish(InFlight operation) {
    boolean offThread = operation.finish(clock.now());
    try {
      operation.cancel();
    } catch (RuntimeException e) {
      outcomes.outcomeOf(e);
    }
    if (offThread) {
      inFlight.remove(operation);
    }
  }

  /** Ends everything since the run is over. */
  void finishAll() {
    inFlight.forEach(this::finish);
  }

  /** The operations that did not end though they were interrupted. */
  List<String> stuck() {
    return inFlight.stream().map(InFlight::whereabouts).sorted().toList();
  }

  private @Nullable Throwable thrownBy(Arrival arrival, Operation action) {
    try {
      if (plan.disturbances().isEmpty()) {
        action.perform(arrival);
        return null;
      }
      // Faults decide by the arrival's number, so the hook has to know it.
      try (ChaosCall.Scope call = ChaosCall.enter(arrival.index())) {
        action.perform(arrival);
      }
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private CompletionStage<?> call(Arrival arrival, AsyncOperation action) throws Exception {
    if (plan.disturbances().isEmpty()) {
      return given(action.start(arrival));
    }
    try (ChaosCall.Scope call = ChaosCall.enter(arrival.index())) {
      return given(action.start(arrival));
    }
  }

  /** Users are not held to our annotations. */
  private static CompletionStage<?> given(@Nullable CompletionStage<?> stage) {
    if (stage == null) {
      throw new NullPointerException("the asynchronous operation gave no stage but null");
    }
    return stage;
  }
}
