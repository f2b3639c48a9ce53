package dev.spike.run;

import dev.spike.chaos.ChaosCall;
import dev.spike.measure.Outcome;
import dev.spike.measure.Recorder;
import java.util.List;
import java.util.OptionalLong;
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

  /**
   * Takes charge of an arrival: from now on it will be recorded, whether a thread gets to it or
   * not.
   */
  InFlight admit(Arrival arrival) {
    InFlight operation = new InFlight(arrival, recorder);
    inFlight.add(operation);
    return operation;
  }

  /** Performs one operation on the calling thread and gives its start; none when it is too late. */
  OptionalLong perform(InFlight operation, long dispatched) {
    long started = clock.now();
    if (!operation.start(dispatched, started)) {
      return OptionalLong.empty();
    }
    Outcome outcome = outcomeOf(operation.arrival);
    operation.end(clock.now(), outcome, plan.timeoutNanos());
    inFlight.remove(operation);
    // An interrupt meant for this operation must not reach the next one on this thread.
    Thread.interrupted();
    return OptionalLong.of(started);
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
    inFlight.forEach(operation -> operation.expire(now, plan.timeoutNanos()));
  }

  /** Ends an operation since the run is over for it; what is not due yet is forgotten. */
  void finish(InFlight operation) {
    if (operation.finish(clock.now())) {
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

  /** Takes whatever the operation throws, and whatever the user's own test of it throws. */
  private Outcome outcomeOf(Arrival arrival) {
    try {
      act(arrival);
      return Outcome.OK;
    } catch (Throwable e) {
      errors.add(e);
      return refused(e) ? Outcome.REJECTED : Outcome.FAILED;
    }
  }

  private boolean refused(Throwable error) {
    try {
      return error instanceof RejectedException || plan.rejected().test(error);
    } catch (Throwable e) {
      errors.add(e);
      return false;
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
}
