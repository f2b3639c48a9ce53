package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the changes of state that were told in order, and bounds to when they happened. */
final class Stays {
  /** Timers are rounded to milliseconds; one more for clocks that are read at different times. */
  private static final long ROUNDING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final BreakerRules rules;
  private final List<Stay> stays = new ArrayList<>();
  private State state = State.CLOSED;
  private int attempt;
  private long earliestIn;
  private long latestIn;
  private @Nullable StateChange in;

  private Stays(BreakerRules rules, long startNanos) {
    this.rules = rules;
    this.earliestIn = startNanos;
    this.latestIn = startNanos;
  }

  /**
   * The stays of a run that began with a closed breaker.
   *
   * @return empty when the changes do not follow each other, so that some were not told
   */
  static List<Stay> of(BreakerLog log, BreakerRules rules) {
    Stays building = new Stays(rules, log.startNanos);
    List<StateChange> left = new ArrayList<>(log.changes());
    left.sort(Comparator.comparingLong(StateChange::told));
    while (!left.isEmpty()) {
      // A thread may be held up between a change and its event, so the order told may be wrong.
      StateChange next = building.following(left);
      if (next == null) {
        return List.of();
      }
      left.remove(next);
      building.add(next);
    }
    building.addLast();
    return building.stays;
  }

  private @Nullable StateChange following(List<StateChange> changes) {
    for (StateChange change : changes) {
      if (change.from() == state) {
        return change;
      }
    }
    return null;
  }

  private void add(StateChange out) {
    long earliestOut = Math.min(earliest(out), out.told());
    stays.add(new Stay(state, attempt, earliestIn, latestIn, earliestOut, out.told(), in, out));
    attempt = attemptAfter(out.to());
    state = out.to();
    earliestIn = earliestOut;
    latestIn = out.told();
    in = out;
  }

  private void addLast() {
    stays.add(
        new Stay(state, attempt, earliestIn, latestIn, Long.MAX_VALUE, Long.MAX_VALUE, in, null));
  }

  private int attemptAfter(State to) {
    return switch (to) {
      case OPEN -> attempt + 1;
      case HALF_OPEN -> attempt;
      default -> 0;
    };
  }

  /** A change has not come before the call that caused it, nor a timer's before its time. */
  private long earliest(StateChange out) {
    if (out.cause() != null) {
      return out.cause().begin;
    }
    long timer = 0;
    if (state == State.OPEN && rules.opensHalfByItself() && !rules.waitIsRandom()) {
      timer = TimeUnit.MILLISECONDS.toNanos(rules.waitMillis(attempt)) - ROUNDING_NANOS;
    } else if (state == State.HALF_OPEN) {
      timer = rules.halfOpenLimitNanos() - ROUNDING_NANOS;
    }
    return earliestIn + Math.max(0, timer);
  }
}
