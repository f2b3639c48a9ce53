package dev.spike.samples.storefront.workers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides how many replicas there should be. It knows neither threads nor clocks: the caller says
 * what time it is.
 *
 * <pre>
 *   wanted  = ceil(ready * load / target)     unless |load / target - 1| &lt;= tolerance
 *   up      : at most max(2 * n, n + 4), n = replicas at the start of the period
 *   down    : the highest wish of the stabilisation window
 *   always  : minReplicas ... maxReplicas
 * </pre>
 *
 * Replicas that are not ready yet carry no load but are counted as replicas: a load above its
 * target never takes replicas away, and one below it never adds any. The rule is that of the
 * Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details and default behaviour.
 * Used by one thread.
 */
final class ScalingRule {
  private record At(long millis, int replicas) {}

  /** ceil() of a quotient that is a whole number but for rounding. */
  private static final double ROUNDING = 1e-9;

  private final ScalingPolicy policy;
  private final Deque<At> wishes = new ArrayDeque<>();
  private final Deque<At> added = new ArrayDeque<>();
  private boolean begun;

  ScalingRule(ScalingPolicy policy) {
    this.policy = policy;
  }

  /**
   * Decides.
   *
   * @param nowMillis the time; never goes back
   * @param ready replicas that take work
   * @param starting replicas that will
   * @param load jobs in the system for each worker thread that is ready
   * @return how many replicas there should be
   */
  int decide(long nowMillis, int ready, int starting, double load) {
    int current = ready + starting;
    int wanted = wanted(ready, current, load);
    forget(wishes, nowMillis - policy.stabilisation().toMillis());
    if (!begun) {
      // What there was at the beginning counts as a wish: the window holds from the start.
      begun = true;
      wishes.add(new At(nowMillis, current));
    }
    wishes.add(new At(nowMillis, wanted));
    int next =
        wanted > current
            ? Math.min(wanted, growthLimit(nowMillis, current))
            : Math.min(current, highestWish());
    next = Math.max(policy.minReplicas(), Math.min(next, policy.maxReplicas()));
    if (next > current) {
      added.add(new At(nowMillis, next - current));
    }
    return next;
  }

  private int wanted(int ready, int current, double load) {
    double ratio = load / policy.targetLoad();
    if (ready == 0 || Math.abs(ratio - 1) <= policy.tolerance() + ROUNDING) {
      return current;
    }
    int proportional = (int) Math.min(policy.maxReplicas(), Math.ceil(ready * ratio - ROUNDING));
    return ratio > 1 ? Math.max(proportional, current) : Math.min(proportional, current);
  }

  private int growthLimit(long nowMillis, int current) {
    forget(added, nowMillis - policy.period().toMillis());
    int addedInPeriod = added.stream().mapToInt(At::replicas).sum();
    int atPeriodStart = current - addedInPeriod;
    return Math.max(current, Math.max(2 * atPeriodStart, atPeriodStart + 4));
  }

  private int highestWish() {
    return wishes.stream().mapToInt(At::replicas).max().orElse(0);
  }

  /** Drops what happened at or before the given time. */
  private static void forget(Deque<At> events, long millis) {
    while (!events.isEmpty() && events.getFirst().millis() <= millis) {
      events.removeFirst();
    }
  }
}
