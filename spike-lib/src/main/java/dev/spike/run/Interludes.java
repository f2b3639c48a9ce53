package dev.spike.run;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;

/**
 * Performs the interlude in each quiet phase of a run. One that lasts longer than its phase
 * disturbs the load that follows, which is a problem of the measurement.
 */
final class Interludes {
  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private final List<Phase> phases;
  private final RunClock clock;
  private final LongPredicate ended;
  private final Interlude interlude;
  private final List<String> problems = new CopyOnWriteArrayList<>();

  /**
   * @param ended whether every operation due before an instant has ended
   */
  Interludes(RunPlan plan, RunClock clock, LongPredicate ended, Interlude interlude) {
    this.phases = plan.phases();
    this.clock = clock;
    this.ended = ended;
    this.interlude = interlude;
  }

  private static boolean isQuiet(Phase phase) {
    return phase.role() == Role.QUIET;
  }

  /** Performs them all, on the thread that calls it; ends early when interrupted. */
  void run() {
    try {
      for (Phase quiet : phases.stream().filter(Interludes::isQuiet).toList()) {
        perform(quiet);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Phase quiet) throws InterruptedException {
    clock.sleepUntil(quiet.startNanos());
    while (!ended.test(quiet.startNanos())) {
      if (clock.now() >= quiet.endNanos()) {
        return;
      }
      clock.sleepUntil(clock.now() + LOOK_EVERY_NANOS);
    }
    long begun = clock.now();
    if (begun >= quiet.endNanos()) {
      return;
    }
    interlude.perform(quiet);
    long over = clock.now();
    next(quiet).filter(next -> over > quiet.endNanos()).ifPresent(next -> late(over - begun, next));
  }

  private Optional<Phase> next(Phase quiet) {
    return phases.stream().filter(p -> p.startNanos() == quiet.endNanos()).findFirst();
  }

  private void late(long took, Phase next) {
    problems.add(
        "what is done while no load is due took "
            + took / 1_000_000
            + " ms and went on into "
            + next.name()
            + ", which it disturbed; make the quiet phase before it longer");
  }

  List<String> problems() {
    return problems;
  }
}
