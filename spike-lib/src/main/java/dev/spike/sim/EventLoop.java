package dev.spike.sim;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.run.Arrivals;
import dev.spike.run.Limits;
import dev.spike.run.WhenFull;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One run of a simulation: goes from event to event, of which there are three kinds. An arrival is
 * due; a client gives an attempt up and makes another; a slot is free for an arrival that waits. At
 * one instant slots come first and arrivals last. Use once.
 */
final class EventLoop {
  private static final long NEVER = Long.MAX_VALUE;

  private final Simulation plan;
  private final ServiceModel model;
  private final Limits limits;
  private final Arrivals arrivals;
  private final Service service;
  private final KeyedRandom random;
  private final Slots slots;
  private final Drain drain;
  private final TimelineBuilder timeline;
  private final Completions completions;

  private final Queue<Call> retries;
  private final RetryBudget budget;

  /** When the engine would have closed whatever is still open. */
  private final long closes;

  private long nextArrival;
  private long attempts;

  EventLoop(Simulation plan, Consumer<Increment> listener) {
    this.plan = plan;
    model = plan.model();
    limits = plan.limits();
    arrivals = new Arrivals(plan.schedule(), true);
    nextArrival = arrivals.next();
    service = new Service(model);
    random = new KeyedRandom(plan.seed());
    retries = queue(model.retries);
    budget = new RetryBudget(model.retries.budget());
    slots = new Slots(limits);
    drain = new Drain(plan.phases());
    timeline = new TimelineBuilder(plan.phases(), plan.bucketNanos(), Map.of());
    completions =
        new Completions(
            plan.grid(),
            increment -> {
              timeline.add(increment);
              listener.accept(increment);
            });
    closes = later(plan.schedule().durationNanos(), limits.timeoutNanos());
  }

  /** Without pauses all attempts last equally long, so the one made first is followed first. */
  private static Queue<Call> queue(Retries how) {
    return how.pauseNanos() == 0
        ? new ArrayDeque<>()
        : new PriorityQueue<>(Comparator.comparingLong(Call::at).thenComparingLong(Call::index));
  }

  private static long later(long instant, long nanos) {
    return nanos > NEVER - instant ? NEVER : instant + nanos;
  }

  SimulatedRun run() {
    for (long now = next(); now < closes; now = next()) {
      completions.advanceTo(now);
      drain.look(now, service.freeAt(), slots.waiting());
      happen(now);
    }
    close();
    return result();
  }

  private long next() {
    long retry = retries.isEmpty() ? NEVER : retries.peek().at();
    return Math.min(Math.min(nextArrival, retry), slots.nextAt());
  }

  private void happen(long now) {
    if (slots.nextAt() == now) {
      Call waited = slots.next();
      attempt(Call.first(waited.index(), waited.intended(), now, true));
    } else if (!retries.isEmpty() && retries.peek().at() == now) {
      retry(retries.remove());
    } else {
      boolean steady = arrivals.burst() == Arrivals.STEADY;
      Call first = Call.first(arrivals.index(), now, now, steady);
      nextArrival = arrivals.next();
      budget.operation();
      admit(first);
    }
  }

  private void retry(Call call) {
    if (budget.take()) {
      attempt(call);
    } else {
      end(call, call.at(), Outcome.TIMED_OUT);
    }
  }

  /** A burst brings threads of its own; steady operations need a slot each. */
  private void admit(Call call) {
    if (!call.steady() || slots.take(call.at())) {
      attempt(call);
    } else if (limits.whenFull() == WhenFull.DROP || slots.waiting() >= Limits.MAX_WAITING) {
      completions.dropped(call.intended(), limits.timeoutNanos());
    } else {
      slots.await(call);
    }
  }

  private void attempt(Call call) {
    attempts++;
    long now = call.at();
    if (!service.accepts(now)) {
      end(call, now, Outcome.REJECTED);
      return;
    }
    random.key(call.index(), call.attempt());
    long answered = service.serve(now, random);
    drain.serves(now, answered);
    long deadline = later(call.started(), limits.timeoutNanos());
    long patience = Math.min(deadline, later(now, model.retries.afterNanos()));
    long again = later(patience, model.retries.pauseAfter(call.attempt()));
    if (answered <= patience) {
      end(call, answered, service.failed() ? Outcome.FAILED : Outcome.OK);
    } else if (again < deadline && call.attempt() < model.retries.times()) {
      retries.add(call.again(again));
    } else {
      end(call, patience, Outcome.TIMED_OUT);
    }
  }

  private void end(Call call, long at, Outcome outcome) {
    boolean open = at > closes;
    completions.ended(call, open ? closes : at, open ? Outcome.UNFINISHED : outcome);
    if (call.steady()) {
      slots.endsAt(at);
    }
  }

  /** What is still open a time-out after the load is over, is so for good. */
  private void close() {
    drain.look(plan.schedule().durationNanos(), service.freeAt(), slots.waiting());
    retries.forEach(call -> completions.ended(call, closes, Outcome.UNFINISHED));
    while (slots.waiting() > 0) {
      Call never = slots.giveUp();
      completions.dropped(never.intended(), closes - never.intended());
    }
    completions.finish();
  }

  private SimulatedRun result() {
    addEffects();
    timeline.add(Fact.count("sim.attempts", attempts));
    timeline.add(new Fact("sim.backlog", drain.backlog(), Unit.COUNT, "at the end of the spike"));
    timeline.add(
        new Fact("sim.drained", drain.drainedNanos(), Unit.NANOS, "from then until it is gone"));
    return new SimulatedRun(timeline.build(), drain.backlog(), drain.drainedNanos(), attempts);
  }

  /** As of the engine's disturbances: of one that lasted several times, the least. */
  private void addEffects() {
    Map<String, Long> fired = new LinkedHashMap<>();
    for (int i = 0; i < model.effects.size(); i++) {
      Effect effect = model.effects.get(i);
      timeline.add(Event.begins(effect.name(), effect.fromNanos(), effect.fromNanos()));
      timeline.add(Event.ends(effect.name(), effect.toNanos(), effect.toNanos()));
      fired.merge(effect.name(), service.acted(i), Math::min);
    }
    fired.forEach((name, least) -> timeline.add(Fact.count(Fact.FIRED + name, least)));
  }
}
