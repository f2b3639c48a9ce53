package dev.spike.sim;

import dev.spike.measure.Outcome;
import dev.spike.run.Arrivals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;

/**
 * The same service told in the obvious way, one event after the other, departures included, and
 * nothing known beforehand: what {@link Simulation} is held against. Has slowdowns but no other
 * effects, and no limits of the generator.
 */
final class EventByEvent {
  /** How an operation came out. */
  record Ended(long index, long at, Outcome outcome) {}

  private enum Kind {
    DEPARTURE,
    TIMEOUT,
    RETRY,
    ARRIVAL
  }

  private record Happening(long at, Kind kind, long number, Attempt attempt) {}

  private static final class Attempt {
    final long operation;
    final int number;
    boolean answered;

    Attempt(long operation, int number) {
      this.operation = operation;
      this.number = number;
    }
  }

  private final ServiceModel model;
  private final KeyedRandom random;
  private final PriorityQueue<Happening> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at)
              .thenComparing(Happening::kind)
              .thenComparingLong(Happening::number));
  private final Deque<Attempt> queue = new ArrayDeque<>();
  private final List<Ended> ended = new ArrayList<>();
  private int idle;
  private double retriesLeft;
  private long number;

  EventByEvent(Simulation plan) {
    model = plan.model();
    random = new KeyedRandom(plan.seed());
    idle = model.servers;
    Arrivals arrivals = new Arrivals(plan.schedule(), true);
    for (long due = arrivals.next(); due != Arrivals.END; due = arrivals.next()) {
      plan(due, Kind.ARRIVAL, new Attempt(arrivals.index(), 0));
    }
  }

  private void plan(long at, Kind kind, Attempt attempt) {
    events.add(new Happening(at, kind, number++, attempt));
  }

  /** All operations in the order of their arrivals. */
  List<Ended> run() {
    for (Happening next = events.poll(); next != null; next = events.poll()) {
      switch (next.kind) {
        case ARRIVAL -> comesFirst(next.at, next.attempt);
        case RETRY -> comesAgain(next.at, next.attempt);
        case DEPARTURE -> departs(next.at, next.attempt);
        case TIMEOUT -> isWaitedForNoLonger(next.at, next.attempt);
      }
    }
    ended.sort(Comparator.comparingLong(Ended::index));
    return ended;
  }

  private void comesFirst(long now, Attempt attempt) {
    retriesLeft = Math.min(10, retriesLeft + model.retries.budget());
    comes(now, attempt);
  }

  private void comesAgain(long now, Attempt attempt) {
    if (retriesLeft >= 1) {
      retriesLeft -= model.retries.budget() == Double.POSITIVE_INFINITY ? 0 : 1;
      comes(now, attempt);
    } else {
      ended.add(new Ended(attempt.operation, now, Outcome.TIMED_OUT));
    }
  }

  private void comes(long now, Attempt attempt) {
    if (idle == 0 && queue.size() >= model.queue) {
      ended.add(new Ended(attempt.operation, now, Outcome.REJECTED));
      return;
    }
    if (model.retries.giveUp()) {
      plan(now + model.retries.afterNanos(), Kind.TIMEOUT, attempt);
    }
    queue.add(attempt);
    serveNext(now);
  }

  private void serveNext(long now) {
    if (idle > 0 && !queue.isEmpty()) {
      idle--;
      Attempt next = queue.remove();
      random.key(next.operation, next.number);
      plan(end(now, model.time.nanos(random)), Kind.DEPARTURE, next);
    }
  }

  /** In steps from border to border of slowdowns. */
  private long end(long from, double work) {
    double at = from;
    double left = work;
    while (at + left * slownessAt(at) > borderAfter(at)) {
      left -= (borderAfter(at) - at) / slownessAt(at);
      at = borderAfter(at);
    }
    return Math.round(at + left * slownessAt(at));
  }

  private double slownessAt(double instant) {
    return model.effects(Effect.Slowdown.class).stream()
        .filter(one -> one.fromNanos() <= instant && instant < one.toNanos())
        .mapToDouble(Effect.Slowdown::factor)
        .reduce(1, (a, b) -> a * b);
  }

  private double borderAfter(double instant) {
    return model.effects(Effect.Slowdown.class).stream()
        .flatMapToDouble(one -> DoubleStream.of((double) one.fromNanos(), (double) one.toNanos()))
        .filter(border -> border > instant)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private void departs(long now, Attempt attempt) {
    idle++;
    if (!attempt.answered) {
      attempt.answered = true;
      ended.add(new Ended(attempt.operation, now, Outcome.OK));
    }
    serveNext(now);
  }

  private void isWaitedForNoLonger(long now, Attempt attempt) {
    if (attempt.answered) {
      return;
    }
    attempt.answered = true;
    if (attempt.number < model.retries.times()) {
      double pause = model.retries.pauseNanos() * Math.pow(2, attempt.number);
      plan(now + (long) pause, Kind.RETRY, new Attempt(attempt.operation, attempt.number + 1));
    } else {
      ended.add(new Ended(attempt.operation, now, Outcome.TIMED_OUT));
    }
  }
}
