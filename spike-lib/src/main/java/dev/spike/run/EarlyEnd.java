package dev.spike.run;

import dev.spike.measure.Grid;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever watches a run end it before its schedule does. The load then stops at the next edge
 * of an interval, as if the schedule had ended there: every arrival due before is let go, none due
 * after. Only the last phase can be cut, and only if it is RECOVERY and nothing disturbs the target
 * any more. Thread-safe; one for each run.
 */
public final class EarlyEnd {
  private static final long NEVER = Long.MAX_VALUE;

  private volatile @Nullable String why;
  private long nanos = NEVER;

  /**
   * Ends the run at the next edge that it may end at.
   *
   * @param reason one line for the reader; the first one given counts
   */
  public synchronized void ask(String reason) {
    if (why == null) {
      why = reason;
    }
  }

  /** Why it was asked for; null when it was not. */
  @Nullable String why() {
    return why;
  }

  /**
   * When the load ends; infinite while nobody asked for it.
   *
   * <p>Who asks first after the request settles it, later than its own present. So whoever was told
   * "infinite" after its arrival was due has an arrival that is due before the end, and no lock is
   * needed for each.
   */
  long nanos(RunPlan plan, RunClock clock) {
    return why == null ? NEVER : settled(plan, clock);
  }

  private synchronized long settled(RunPlan plan, RunClock clock) {
    if (nanos == NEVER) {
      nanos = next(plan, clock.now());
    }
    return nanos;
  }

  private static long next(RunPlan plan, long now) {
    Phase last = plan.phases().get(plan.phases().size() - 1);
    long quiet = Math.max(last.startNanos(), disturbedUntil(plan));
    if (last.role() != Role.RECOVERY || quiet >= last.endNanos()) {
      return last.endNanos();
    }
    Grid grid = plan.grid();
    return grid.endOf(grid.indexOf(Math.max(now, quiet)));
  }

  private static long disturbedUntil(RunPlan plan) {
    long faults = plan.disturbances().stream().mapToLong(d -> d.toNanos()).max().orElse(0);
    long bursts = plan.schedule().bursts().stream().mapToLong(b -> b.atNanos()).max().orElse(0);
    return Math.max(faults, bursts);
  }
}
