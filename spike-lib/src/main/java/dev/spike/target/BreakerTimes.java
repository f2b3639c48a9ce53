package dev.spike.target;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.target.ShadowWindow.Bounds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long a breaker took to open and to close, beside what its configuration predicts. */
final class BreakerTimes {
  private static final double NO_TIME = Double.NaN;

  private final BreakerRules rules;
  private final List<Stay> stays;
  private final BreakerChecks checks;

  BreakerTimes(BreakerRules rules, List<Stay> stays, BreakerChecks checks) {
    this.rules = rules;
    this.stays = stays;
    this.checks = checks;
  }

  /** Four times; NaN where the fault was not watched or the state never came. */
  List<Fact> facts(@Nullable Long fault, @Nullable Long healed) {
    Stay opened = fault == null ? null : firstInto(State.OPEN, fault);
    Stay closed = healed == null ? null : firstInto(State.CLOSED, healed);
    return List.of(
        seen("breaker.time-to-open", since(opened, fault), "from the fault's begin"),
        time("breaker.time-to-open.predicted", toOpen(fault), "earliest legal answer"),
        seen("breaker.time-to-close", since(closed, healed), "from the fault's end"),
        time("breaker.time-to-close.predicted", toClose(closed, healed), "rest of wait and trial"));
  }

  /** All of them unknown. */
  static List<Fact> unknown(String why) {
    return List.of(
        time("breaker.time-to-open", NO_TIME, why),
        time("breaker.time-to-open.predicted", NO_TIME, why),
        time("breaker.time-to-close", NO_TIME, why),
        time("breaker.time-to-close.predicted", NO_TIME, why));
  }

  private static Fact seen(String name, double nanos, String detail) {
    return time(
        name, nanos, Double.isNaN(nanos) ? "not watched, or it did not come to that" : detail);
  }

  private static Fact time(String name, double nanos, String detail) {
    return new Fact(name, nanos, Unit.NANOS, detail);
  }

  private @Nullable Stay firstInto(State state, long from) {
    return stays.stream()
        .filter(stay -> stay.is(state) && stay.in() != null && stay.latestIn() >= from)
        .findFirst()
        .orElse(null);
  }

  private static double since(@Nullable Stay stay, @Nullable Long from) {
    return stay == null || from == null ? NO_TIME : stay.latestIn() - from;
  }

  /** From the fault to the end of the first answer at which some legal order opens the breaker. */
  private double toOpen(@Nullable Long fault) {
    if (fault == null) {
      return NO_TIME;
    }
    WindowRule rule = rules.closedWindow();
    for (BreakerCall answer : checks.window().answers()) {
      Stay stay = answer.begin < fault ? null : closedAt(answer);
      if (stay != null) {
        Bounds bounds = checks.window().at(answer, stay, rule);
        if (checks.mayOpen(bounds, rule)) {
          return answer.end - fault;
        }
      }
    }
    return NO_TIME;
  }

  private @Nullable Stay closedAt(BreakerCall answer) {
    return stays.stream()
        .filter(stay -> stay.is(State.CLOSED))
        .filter(stay -> answer.touches(stay.earliestIn(), stay.latestOut()))
        .findFirst()
        .orElse(null);
  }

  /**
   * What was left of the last wait when the fault ended, and the time until as many calls as decide
   * had been answered.
   */
  private double toClose(@Nullable Stay closed, @Nullable Long healed) {
    int index = closed == null ? -1 : stays.indexOf(closed);
    if (healed == null
        || index < 2
        || rules.waitIsRandom()
        || !stays.get(index - 2).is(State.OPEN)) {
      return NO_TIME;
    }
    Stay open = stays.get(index - 2);
    Stay trial = stays.get(index - 1);
    long wait = TimeUnit.MILLISECONDS.toNanos(rules.waitMillis(open.attempt()));
    long left = Math.max(0, open.latestIn() + wait - healed);
    return left + trial.latestOut() - Math.max(trial.latestIn(), healed);
  }
}
