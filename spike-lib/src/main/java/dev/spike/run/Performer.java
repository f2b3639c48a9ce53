package dev.spike.run;

import dev.spike.chaos.ChaosCall;
import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Performs operations: takes the stamps, classifies what came out, records it once, and ends what
 * takes too long. Thread-safe. Stamps are relative to the start of the run.
 */
final class Performer {
  private final RunPlan plan;
  private final RunClock clock;
  private final Recorder recorder;
  private final ErrorTally errors;
  private final Set<InFlight> inFlight = ConcurrentHashMap.newKeySet();

  Performer(RunPlan plan, RunClock clock, Recorder recorder, ErrorTally errors) {
    this.plan = plan;
    this.clock = clock;
    this.recorder = recorder;
    this.errors = errors;
  }

  /** Performs one operation on the calling thread and gives its start. */
  long perform(Arrival arrival, long dispatched) {
    InFlight operation = new InFlight(arrival, dispatched, clock.now());
    inFlight.add(operation);
    Outcome outcome = outcomeOf(arrival);
    long ended = clock.now();
    if (operation.close()) {
      boolean late = ended - operation.started > plan.timeoutNanos();
      record(operation, ended, late ? Outcome.TIMED_OUT : outcome);
    }
    inFlight.remove(operation);
    // An interrupt meant for this operation must not reach the next one on this thread.
    Thread.interrupted();
    return operation.started;
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
    for (InFlight operation : inFlight) {
      if (now - operation.started >= plan.timeoutNanos() && operation.expire()) {
        record(operation, now, Outcome.TIMED_OUT);
      }
    }
  }

  /** Ends everything that is still running, since the run is over. */
  void expireAll() {
    long now = clock.now();
    for (InFlight operation : inFlight) {
      if (operation.expire()) {
        record(operation, now, Outcome.UNFINISHED);
      }
    }
  }

  /** The operations that did not end though they were interrupted. */
  List<String> stuck() {
    return inFlight.stream().map(InFlight::whereabouts).sorted().toList();
  }

  private Outcome outcomeOf(Arrival arrival) {
    try {
      act(arrival);
      return Outcome.OK;
    } catch (Throwable e) {
      errors.add(e);
      boolean refused = e instanceof RejectedException || plan.rejected().test(e);
      return refused ? Outcome.REJECTED : Outcome.FAILED;
    }
  }

  /**
   * Faults decide by the arrival's number, so the hook has to know it; without faults it is left
   * alone.
   */
  private void act(Arrival arrival) throws Exception {
    if (plan.disturbances().isEmpty()) {
      plan.operation().perform(arrival);
      return;
    }
    try (ChaosCall.Scope call = ChaosCall.enter(arrival.index())) {
      plan.operation().perform(arrival);
    }
  }

  private void record(InFlight operation, long ended, Outcome outcome) {
    recorder.ended(
        operation.arrival.intendedNanos(), operation.dispatched, operation.started, ended, outcome);
  }
}
