package dev.spike;

import dev.spike.judge.Criterion;
import dev.spike.judge.RecoveryAfterEach;
import dev.spike.judge.RecoveryWatch;
import dev.spike.judge.Watch;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.report.ScenarioPlan;
import java.util.function.Consumer;

/** Watches a run and ends it early where the options say so. For one thread at a time. */
final class EndRule {
  private final boolean whenRecovered;
  private final long hopelessNanos;
  private final Consumer<String> end;
  private final RecoveryWatch watch;
  private final Grid grid;
  private final long limitAt;
  private long goodUntil;
  private long failures;

  /**
   * A rule for one run.
   *
   * @param end is told why the run should end, perhaps more than once
   */
  EndRule(ScenarioPlan plan, SpikeOptions options, Consumer<String> end) {
    this.whenRecovered = options.endWhenRecovered();
    this.hopelessNanos = options.endWhenHopeless().toNanos();
    this.end = end;
    this.watch = new RecoveryWatch(plan.phases(), plan.faults(), plan.bucketNanos());
    this.grid = new Grid(plan.phases(), plan.bucketNanos());
    this.limitAt = limitAt(plan);
  }

  /** When the last limit on recovery has passed, so that a target not back has failed for sure. */
  private static long limitAt(ScenarioPlan plan) {
    long quiet =
        plan.phases().stream()
            .filter(phase -> phase.role() == Role.SPIKE)
            .mapToLong(Phase::quietFromNanos)
            .max()
            .orElse(Long.MAX_VALUE / 2);
    return plan.criteria().stream()
        .mapToLong(criterion -> countsFrom(criterion, plan, quiet) + limit(criterion))
        .reduce(quiet, Math::max);
  }

  private static long limit(Criterion criterion) {
    boolean after = CriteriaCheck.isWayBack(criterion);
    boolean afterEach = criterion.metric() instanceof RecoveryAfterEach;
    return after || afterEach ? (long) criterion.limit() : 0;
  }

  /** From where its limit counts for the last time. */
  private static long countsFrom(Criterion criterion, ScenarioPlan plan, long quiet) {
    return criterion.metric() instanceof RecoveryAfterEach each
        ? plan.watches(each).stream().mapToLong(Watch::fromNanos).max().orElse(quiet)
        : quiet;
  }

  void add(Increment increment) {
    watch.add(increment);
    long now = grid.endOf(increment.index());
    if (whenRecovered && watch.isSettled()) {
      end.accept(
          "recovered: back since "
              + seconds(watch.backSinceNanos())
              + " after the disturbance and watched for as long as a verdict takes");
    } else if (isHopeless(increment, now)) {
      end.accept("hopeless: nothing has succeeded for " + seconds(now - goodUntil));
    }
  }

  /** A target that only fails, not one that nothing is asked of. */
  private boolean isHopeless(Increment increment, long now) {
    if (increment.outcomes().ok() > 0) {
      goodUntil = now;
      failures = 0;
    }
    failures += increment.outcomes().bad();
    return hopelessNanos > 0 && failures > 0 && now >= limitAt && now - goodUntil >= hopelessNanos;
  }

  private static String seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3 + " s";
  }
}
