package dev.spike.target;

import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.fact;
import static dev.spike.judge.Criteria.growth;

import dev.spike.Scenario;
import dev.spike.judge.Criterion;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Unit;
import dev.spike.run.Disturbance;
import dev.spike.run.RejectedException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A Resilience4j circuit breaker as the target of a scenario. Its configuration says when it must
 * open, how long it stays open, how many calls it tries half-open and when it closes; every call
 * that passes is noted and a shadow of its window recomputed from the answers. At the end each of
 * these facts is a count of violations and a criterion, at most 0:
 *
 * <ul>
 *   <li>{@code breaker.opened.late}: answers at which it had to open and did not;
 *   <li>{@code breaker.opened.early}: openings for which there was no cause;
 *   <li>{@code breaker.refused-while-closed}: calls refused though it was closed;
 *   <li>{@code breaker.got-through}: calls permitted while it was open. Answers that come then, to
 *       calls permitted before, are legal: {@code breaker.late-answers};
 *   <li>{@code breaker.half-opened.early} and {@code .late}: trials begun before its wait was over,
 *       and calls refused after it;
 *   <li>{@code breaker.half-open.excess}: half-open stays with more calls let through than
 *       permitted and given back. A call that ends in an ignored exception gives its permit back,
 *       even one that was permitted long before: {@code breaker.ignored};
 *   <li>{@code breaker.closed.early} and {@code .late}: closings without cause; answers after which
 *       it had to decide and did not, and a breaker that is not closed at the end.
 * </ul>
 *
 * <p>So is {@code breaker.permits.growth}: permits that are out after the run, as a call was let
 * through and the breaker never told how it ended. Each takes one of the few trials half-open.
 *
 * <p>What did not occur could not be checked: its fact is NaN, so the criterion is inconclusive,
 * and a breaker that was never given cause to open has not passed. {@code breaker.rejected.p95}
 * (NANOS) must stay below 100 ms unless set otherwise. {@code breaker.time-to-open} and {@code
 * breaker.time-to-close} stand beside what the configuration predicts, for a disturbance that is
 * {@linkplain #watching watched}.
 *
 * <p>Slack: calls that overlap are counted by the breaker in an order that cannot be seen, so the
 * rates are known within bounds, and a violation is what no order explains. With n calls under way
 * at once that lets a breaker be wrong by up to about n answers unnoticed.
 *
 * <p>A run begins with the breaker closed and its window empty, whatever it was before; afterwards
 * the state is put back by name. Its window, its statistics and what it had waited already are
 * lost. Immutable but for what it watches, one run at a time; the breaker may be used from any
 * thread.
 */
public final class BreakerTarget {
  private static final String PERMITS = "breaker.permits";
  private static final Duration REJECTIONS_WITHIN = Duration.ofMillis(100);

  private final CircuitBreaker original;
  private final WatchedBreaker watched;
  private final BreakerRules rules;
  private final FaultClock fault;
  private final Duration rejectionsWithin;
  private final Callable<?> work;
  private volatile State before;

  private BreakerTarget(
      CircuitBreaker original,
      WatchedBreaker watched,
      FaultClock fault,
      Duration rejectionsWithin,
      Callable<?> work) {
    this.original = original;
    this.watched = watched;
    this.rules = new BreakerRules(original.getCircuitBreakerConfig());
    this.fault = fault;
    this.rejectionsWithin = rejectionsWithin;
    this.work = work;
    this.before = original.getState();
  }

  /** A breaker that protects nothing yet: see {@link #protecting} and {@link #calling}. */
  public static BreakerTarget of(CircuitBreaker breaker) {
    return new BreakerTarget(
        breaker, new WatchedBreaker(breaker), new FaultClock(), REJECTIONS_WITHIN, () -> true);
  }

  /** At each arrival this dependency is called through the breaker. */
  public BreakerTarget protecting(Callable<?> dependency) {
    return calling(() -> watched.executeCallable(dependency));
  }

  /** At each arrival this is called, which itself goes through {@link #breaker()}. */
  public BreakerTarget calling(Callable<?> service) {
    return new BreakerTarget(original, watched, fault, rejectionsWithin, service);
  }

  /** Within what time 95% of the refusals must be given; 100 ms if unset. */
  public BreakerTarget refusingWithin(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "refusals within " + limit + ": it must be above zero, such as millis(100)");
    }
    return new BreakerTarget(original, watched, fault, limit, work);
  }

  /**
   * The same breaker, watched: what a service under test must be given instead of it. Calls that go
   * past it make the counts NaN.
   */
  public CircuitBreaker breaker() {
    return watched;
  }

  /** The same disturbance, from whose begin and end the times to open and to close are taken. */
  public Disturbance watching(Disturbance disturbance) {
    return fault.watching(disturbance);
  }

  /** Adds operation, probe, facts, criteria, and putting the state back, to a scenario. */
  public Scenario applyTo(Scenario scenario) {
    Scenario all =
        scenario
            .setUp(this::start)
            .tearDown(this::restore)
            .operation(this::operate)
            .probe(BreakerProbe.of(original))
            .probe(() -> List.of(permits()))
            .facts(this::facts);
    for (Criterion criterion : criteria()) {
      all = all.expect(criterion);
    }
    return all.expect(growth(PERMITS).atMost(0));
  }

  /** Calls let through whose end the breaker has not been told. */
  Gauge permits() {
    return new Gauge(PERMITS, Unit.COUNT, () -> watched.log().permitsHeld());
  }

  void start() {
    before = original.getState();
    // Not reset(): it leaves the timers of the state it replaces running.
    original.transitionToClosedState();
    fault.restart();
    watched.watch();
  }

  void operate() throws Exception {
    try {
      work.call();
    } catch (CallNotPermittedException e) {
      if (!e.getCausingCircuitBreakerName().equals(original.getName())) {
        throw e;
      }
      throw new RejectedException(String.valueOf(e.getMessage()));
    }
  }

  void restore() {
    watched.stop();
    if (original.getState() == before) {
      return;
    }
    original.transitionToClosedState();
    switch (before) {
      case OPEN -> original.transitionToOpenState();
      case HALF_OPEN -> {
        original.transitionToOpenState();
        original.transitionToHalfOpenState();
      }
      case DISABLED -> original.transitionToDisabledState();
      case FORCED_OPEN -> original.transitionToForcedOpenState();
      case METRICS_ONLY -> original.transitionToMetricsOnlyState();
      default -> {}
    }
  }

  List<Criterion> criteria() {
    Stream<String> always =
        Stream.of(
            BreakerChecks.OPENED_LATE,
            BreakerChecks.REFUSED,
            BreakerChecks.GOT_THROUGH,
            BreakerChecks.EXCESS,
            BreakerChecks.CLOSED_EARLY,
            BreakerChecks.CLOSED_LATE);
    List<Criterion> all = new ArrayList<>(always.map(name -> count(name).atMost(0)).toList());
    if (!rules.opensOnOwnTerms()) {
      all.add(count(BreakerChecks.OPENED_EARLY).atMost(0));
      if (!rules.waitIsRandom()) {
        all.add(count(BreakerChecks.HALF_OPENED_EARLY).atMost(0));
        all.add(count(BreakerChecks.HALF_OPENED_LATE).atMost(0));
      }
    }
    all.add(fact("breaker.rejected.p95", Unit.NANOS).below(rejectionsWithin));
    return List.copyOf(all);
  }

  List<Fact> facts() {
    BreakerLog log = watched.log();
    long end = System.nanoTime();
    List<BreakerCall> calls = log.calls();
    List<Stay> stays = Stays.of(log, rules);
    String gap = stays.isEmpty() ? "its changes of state do not follow each other" : log.gap();
    List<Fact> all = new ArrayList<>();
    if (gap.isEmpty()) {
      BreakerChecks checks = new BreakerChecks(rules, calls, stays, end);
      Long healed = fault.ended();
      all.addAll(checks.facts(healed == null ? Long.MIN_VALUE : healed));
      all.addAll(new BreakerTimes(rules, stays, checks).facts(fault.begun(), healed));
    } else {
      all.addAll(BreakerChecks.unknown(gap));
      all.addAll(BreakerTimes.unknown(gap));
    }
    all.addAll(BreakerCounts.facts(calls, stays));
    all.add(restoration());
    return all;
  }

  private Fact restoration() {
    String lost = "its window, statistics and the time waited already are not";
    return Fact.count(
        "breaker.not-restored", 3, "state " + before + " is put back by name; " + lost);
  }
}
