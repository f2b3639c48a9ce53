package dev.spike.target;

import dev.spike.measure.Fact;
import dev.spike.target.ShadowWindow.Bounds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was seen of a breaker against what its configuration says. Only what no legal order of
 * overlapping calls explains is a violation. Not thread-safe; for one use.
 */
final class BreakerChecks {
  static final String OPENED_LATE = "breaker.opened.late";
  static final String OPENED_EARLY = "breaker.opened.early";
  static final String REFUSED = "breaker.refused-while-closed";
  static final String GOT_THROUGH = "breaker.got-through";
  static final String HALF_OPENED_EARLY = "breaker.half-opened.early";
  static final String HALF_OPENED_LATE = "breaker.half-opened.late";
  static final String EXCESS = "breaker.half-open.excess";
  static final String CLOSED_EARLY = "breaker.closed.early";
  static final String CLOSED_LATE = "breaker.closed.late";

  private static final String NEVER_OPEN = "it never opened";

  /** A timer may be late on a busy machine, but not so late. */
  private static final long LATE_TIMER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long TIMER_ROUNDING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final BreakerRules rules;
  private final List<BreakerCall> calls;
  private final List<Stay> stays;
  private final ShadowWindow window;
  private final long endNanos;

  private final Violations openedLate = new Violations(OPENED_LATE);
  private final Violations openedEarly = new Violations(OPENED_EARLY);
  private final Violations refused = new Violations(REFUSED);
  private final Violations gotThrough = new Violations(GOT_THROUGH);
  private final Violations halfOpenedEarly = new Violations(HALF_OPENED_EARLY);
  private final Violations halfOpenedLate = new Violations(HALF_OPENED_LATE);
  private final Violations excess = new Violations(EXCESS);
  private final Violations closedEarly = new Violations(CLOSED_EARLY);
  private final Violations closedLate = new Violations(CLOSED_LATE);

  /**
   * @param stays in order, as the calls' log tells
   * @param endNanos when watching ended
   */
  BreakerChecks(BreakerRules rules, List<BreakerCall> calls, List<Stay> stays, long endNanos) {
    this.rules = rules;
    this.calls = calls;
    this.stays = stays;
    this.window = new ShadowWindow(calls);
    this.endNanos = endNanos;
  }

  ShadowWindow window() {
    return window;
  }

  /** Nothing but what could not be checked, and why. */
  static List<Fact> unknown(String why) {
    return Stream.of(
            OPENED_LATE,
            OPENED_EARLY,
            REFUSED,
            GOT_THROUGH,
            HALF_OPENED_EARLY,
            HALF_OPENED_LATE,
            EXCESS,
            CLOSED_EARLY,
            CLOSED_LATE)
        .map(name -> new Violations(name).unknown(why))
        .toList();
  }

  /**
   * All counts of violations.
   *
   * @param healedNanos from when on it could close: the fault's end, or where none was watched
   *     Long.MIN_VALUE
   */
  List<Fact> facts(long healedNanos) {
    for (Stay stay : stays) {
      switch (stay.state()) {
        case CLOSED -> checkClosed(stay);
        case OPEN -> checkOpen(stay);
        case HALF_OPEN -> checkHalfOpen(stay);
        default -> {}
      }
    }
    checkEnd(healedNanos);
    return List.of(
        openedLate.fact("no answers gave it cause to open"),
        openedEarly.fact(NEVER_OPEN),
        refused.fact("it was never called while closed"),
        gotThrough.fact("it was never called while surely open"),
        halfOpenedEarly.fact("it was never half-open, or its wait cannot be foretold"),
        halfOpenedLate.fact("it was never half-open nor called after its wait"),
        excess.fact("it was never half-open"),
        closedEarly.fact("it never closed"),
        closedLate.fact(NEVER_OPEN + ", or the run ended before it could close"));
  }

  private void checkClosed(Stay stay) {
    calls.stream()
        .filter(call -> isAsk(call) && stay.surelyHolds(call))
        .forEach(
            call ->
                refused.check(
                    call.is(BreakerCall.Kind.PERMITTED), () -> at(call) + " a call was refused"));
    WindowRule rule = rules.closedWindow();
    for (BreakerCall answer : answersSurelyIn(stay)) {
      Bounds bounds = window.at(answer, stay, rule);
      if (mustOpen(bounds, rule)) {
        openedLate.check(false, () -> at(answer) + " still closed at " + bounds);
      }
    }
    if (stay.out() != null && stay.out().to() == State.OPEN) {
      openedLate.check(true, () -> "");
      checkOpening(stay, stay.out(), rule);
    }
  }

  private static boolean isAsk(BreakerCall call) {
    return call.is(BreakerCall.Kind.PERMITTED) || call.is(BreakerCall.Kind.REJECTED);
  }

  private List<BreakerCall> answersSurelyIn(Stay stay) {
    return Arrays.stream(window.answers()).filter(stay::surelyHolds).toList();
  }

  boolean mustOpen(Bounds bounds, WindowRule rule) {
    return bounds.fewest() >= rule.minimum()
        && rules.opens(bounds.lowestFailed(), bounds.lowestSlow());
  }

  boolean mayOpen(Bounds bounds, WindowRule rule) {
    return bounds.most() >= rule.minimum()
        && rules.opens(bounds.highestFailed(), bounds.highestSlow());
  }

  private void checkOpening(Stay stay, StateChange out, WindowRule rule) {
    if (rules.opensOnOwnTerms()) {
      return;
    }
    BreakerCall cause = out.cause();
    if (cause == null || !cause.is(BreakerCall.Kind.ANSWERED)) {
      boolean timer = isTimer(stay, out);
      openedEarly.check(timer, () -> at(out) + " opened on no answer");
      return;
    }
    Bounds bounds = window.at(cause, stay, rule);
    openedEarly.check(mayOpen(bounds, rule), () -> at(cause) + " opened at " + bounds);
  }

  /** Whether the limit of the half-open state explains how it was left. */
  private boolean isTimer(Stay stay, StateChange out) {
    long limit = rules.halfOpenLimitNanos();
    return stay.is(State.HALF_OPEN)
        && out.cause() == null
        && limit > 0
        && out.to() == rules.afterHalfOpenLimit()
        && out.told() - stay.earliestIn() >= limit - TIMER_ROUNDING_NANOS;
  }

  private void checkOpen(Stay stay) {
    long wait = rules.waitMillis(stay.attempt());
    for (BreakerCall call : calls) {
      if (isAsk(call) && stay.surelyHolds(call)) {
        gotThrough.check(
            call.is(BreakerCall.Kind.REJECTED), () -> at(call) + " a call got through");
        if (isOverdue(call, stay, wait)) {
          halfOpenedLate.check(false, () -> at(call) + " still open after " + wait + " ms");
        }
      }
    }
    if (stay.out() != null && stay.out().to() == State.HALF_OPEN && waitIsKnown()) {
      halfOpenedLate.check(true, () -> "");
      checkWait(stay, stay.out(), wait);
    }
  }

  private boolean waitIsKnown() {
    return !rules.opensOnOwnTerms() && !rules.waitIsRandom();
  }

  /** A call refused by a breaker that by its own clock had waited long enough to let it pass. */
  private boolean isOverdue(BreakerCall call, Stay stay, long waitMillis) {
    return stay.in() != null
        && waitIsKnown()
        && call.is(BreakerCall.Kind.REJECTED)
        && call.clockBegin > stay.in().clockTold() + waitMillis + 1;
  }

  private void checkWait(Stay stay, StateChange out, long wait) {
    BreakerCall opener = stay.in() == null ? null : stay.in().cause();
    boolean timer = out.cause() == null;
    if (!timer && opener != null) {
      long waited = out.clockTold() - opener.clockBegin;
      halfOpenedEarly.check(waited >= wait, () -> early(out, waited, wait));
      return;
    }
    long waited = out.told() - stay.earliestIn();
    long due = TimeUnit.MILLISECONDS.toNanos(wait) - TIMER_ROUNDING_NANOS;
    halfOpenedEarly.check(waited >= due, () -> early(out, waited / 1_000_000, wait));
  }

  private String early(StateChange out, long waited, long wait) {
    return at(out) + " half-open after at most " + waited + " of " + wait + " ms";
  }

  private void checkHalfOpen(Stay stay) {
    checkPermits(stay);
    WindowRule rule = rules.halfOpenWindow();
    for (BreakerCall answer : answersSurelyIn(stay)) {
      Bounds bounds = window.at(answer, stay, rule);
      if (bounds.fewest() >= rule.minimum()) {
        closedLate.check(false, () -> at(answer) + " still half-open at " + bounds);
      }
    }
    checkOverstay(stay);
    StateChange out = stay.out();
    if (out != null && out.to() == State.CLOSED) {
      closedLate.check(true, () -> "");
      checkClosing(stay, out, rule);
    } else if (out != null && out.to() == State.OPEN) {
      checkOpening(stay, out, rule);
    }
  }

  private void checkPermits(Stay stay) {
    long permitted =
        calls.stream()
            .filter(call -> call.is(BreakerCall.Kind.PERMITTED) && stay.surelyHoldsOrBegins(call))
            .count();
    long givenBack =
        calls.stream()
            .filter(call -> call.is(BreakerCall.Kind.RELEASED))
            .filter(call -> call.touches(stay.earliestIn(), stay.latestOut()))
            .count();
    long allowed = rules.permitted() + givenBack;
    excess.check(
        permitted <= allowed,
        () ->
            "%d calls let through half-open, %d permitted and %d given back"
                .formatted(permitted, rules.permitted(), givenBack));
  }

  private void checkOverstay(Stay stay) {
    long limit = rules.halfOpenLimitNanos();
    long stayed = Math.min(stay.earliestOut(), endNanos) - stay.latestIn();
    if (limit > 0 && stayed > limit + LATE_TIMER_NANOS) {
      closedLate.check(false, () -> "half-open for " + stayed / 1_000_000 + " ms");
    }
  }

  private void checkClosing(Stay stay, StateChange out, WindowRule rule) {
    BreakerCall cause = out.cause();
    if (cause == null || !cause.is(BreakerCall.Kind.ANSWERED)) {
      closedEarly.check(isTimer(stay, out), () -> at(out) + " closed on no answer");
      return;
    }
    Bounds bounds = window.at(cause, stay, rule);
    boolean may =
        bounds.most() >= rule.minimum() && !rules.opens(bounds.lowestFailed(), bounds.lowestSlow());
    closedEarly.check(may, () -> at(cause) + " closed at " + bounds);
  }

  /** It has to be closed at the end, unless there was no time for it. */
  private void checkEnd(long healedNanos) {
    Stay last = stays.get(stays.size() - 1);
    if (last.is(State.CLOSED)) {
      return;
    }
    long since = healedNanos == Long.MIN_VALUE ? firstOpening() : healedNanos;
    long wait = TimeUnit.MILLISECONDS.toNanos(rules.waitMillis(Math.max(1, last.attempt())));
    if (endNanos - since > wait) {
      closedLate.check(false, () -> "at the end of the run it is " + last.state());
    }
  }

  private long firstOpening() {
    return stays.stream().filter(s -> s.is(State.OPEN)).findFirst().map(Stay::latestIn).orElse(0L);
  }

  private String at(BreakerCall call) {
    return at(call.begin);
  }

  private String at(@Nullable StateChange change) {
    return change == null ? "" : at(change.told());
  }

  private String at(long nanos) {
    long start = stays.get(0).earliestIn();
    return "at " + (nanos - start) / 1_000_000 + " ms";
  }
}
