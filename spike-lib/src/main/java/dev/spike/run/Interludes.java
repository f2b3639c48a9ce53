package dev.spike.run;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * What happens in the quiet phases of a run: the interlude is performed, and then the threads of
 * the bursts that come next are started. If that lasts longer than the phase it disturbs the load
 * that follows, which is a problem of the measurement.
 */
final class Interludes {
  private static final long LOOK_EVERY_NANOS = 2_000_000;
  private static final long LONGEST_SLEEP_NANOS = 50_000_000;
  private static final long DISMISS_WITHIN_NANOS = 1_000_000_000;

  private final RunPlan plan;
  private final List<Phase> quiet;
  private final RunClock clock;
  private final Crews crews;
  private final Interlude interlude;
  private final List<String> problems = new ArrayList<>();

  Interludes(RunPlan plan, RunClock clock, Crews crews, Interlude interlude) {
    this.plan = plan;
    this.quiet = plan.phases().stream().filter(phase -> phase.role() == Role.QUIET).toList();
    this.clock = clock;
    this.crews = crews;
    this.interlude = interlude;
  }

  /** Starts the threads that are needed before the first quiet phase is over. */
  void prepare() throws InterruptedException {
    crews.prepareUntil(quiet.isEmpty() ? Long.MAX_VALUE : quiet.get(0).endNanos());
  }

  /**
   * Goes through them all on the thread that calls it.
   *
   * @param ended whether every operation due before an instant has ended
   * @param stopped whether the run has been stopped
   */
  void run(LongPredicate ended, BooleanSupplier stopped) throws InterruptedException {
    for (int i = 0; i < quiet.size(); i++) {
      Phase now = quiet.get(i);
      sleepUntil(now.startNanos(), stopped);
      boolean idle = awaits(ended, now, stopped);
      if (stopped.getAsBoolean()) {
        return;
      }
      if (idle) {
        crews.dismissUntil(now.startNanos(), DISMISS_WITHIN_NANOS);
        interlude.perform(now);
      }
      crews.prepareUntil(i + 1 < quiet.size() ? quiet.get(i + 1).endNanos() : Long.MAX_VALUE);
      checkTime(now);
    }
  }

  private void sleepUntil(long nanos, BooleanSupplier stopped) throws InterruptedException {
    while (clock.now() < nanos && !stopped.getAsBoolean()) {
      clock.sleepUntil(Math.min(nanos, clock.now() + LONGEST_SLEEP_NANOS));
    }
  }

  /** Whether all operations end in the first half of the phase; the other half is for the rest. */
  private boolean awaits(LongPredicate ended, Phase now, BooleanSupplier stopped)
      throws InterruptedException {
    long latest = (now.startNanos() + now.endNanos()) / 2;
    while (clock.now() < latest && !stopped.getAsBoolean()) {
      if (ended.test(now.startNanos())) {
        return true;
      }
      clock.sleepUntil(clock.now() + LOOK_EVERY_NANOS);
    }
    return false;
  }

  private void checkTime(Phase now) {
    long late = clock.now() - now.endNanos();
    plan.phases().stream()
        .filter(next -> late > 0 && next.startNanos() == now.endNanos())
        .forEach(
            next ->
                problems.add(
                    "what is done in "
                        + now.name()
                        + ", while no load is due, went on into "
                        + next.name()
                        + " for "
                        + late / 1_000_000
                        + " ms and disturbed it; make the quiet phase longer"));
  }

  List<String> problems() {
    return problems;
  }
}
