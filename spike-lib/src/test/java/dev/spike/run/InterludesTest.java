package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Idle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On virtual time: two cycles, each a second of spike and a quiet one. */
class InterludesTest {
  private static final long SECOND = 1_000 * MILLI;

  private final VirtualTime time = new VirtualTime();
  private final RunClock clock = new RunClock(time);
  private final List<String> log = new ArrayList<>();

  private static RunPlan plan() {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Role role = i % 2 == 0 ? Role.SPIKE : Role.QUIET;
      phases.add(new Phase(role + "-" + i, role, i * SECOND, (i + 1) * SECOND, 0, i * SECOND));
    }
    return new RunPlan(
        new ArrivalSchedule(new Idle(Duration.ofSeconds(4))),
        List.of(),
        phases,
        new Work.Inline(index -> {}),
        RunPlan.NO_PREPARATION,
        error -> false,
        new Limits(SECOND, 10, WhenFull.WAIT),
        1,
        SECOND,
        0,
        List.of(),
        List.of());
  }

  /** Operations that end a while after their phase; every interlude takes as long. */
  private Interludes run(long endedAfter, long took) {
    clock.startIn(0);
    Interludes interludes =
        new Interludes(
            plan(), clock, due -> clock.now() >= due + endedAfter, quiet -> perform(quiet, took));
    interludes.run();
    return interludes;
  }

  private void perform(Phase quiet, long took) throws InterruptedException {
    log.add(quiet.name() + " at " + clock.now() / MILLI);
    clock.sleepUntil(clock.now() + took);
  }

  @Test
  void eachQuietPhaseHasOneAtItsBeginning() {
    assertThat(run(0, 500 * MILLI).problems()).isEmpty();
    assertThat(log).containsExactly("QUIET-1 at 1000", "QUIET-3 at 3000");
  }

  @Test
  void whatIsStillUnderWayIsWaitedFor() {
    assertThat(run(300 * MILLI, 0).problems()).isEmpty();
    assertThat(log).containsExactly("QUIET-1 at 1300", "QUIET-3 at 3300");
  }

  @Test
  void whereItDoesNotEndInTimeThereIsNone() {
    assertThat(run(2 * SECOND, 0).problems()).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void oneThatDisturbsTheNextLoadIsAProblem() {
    assertThat(run(500 * MILLI, 600 * MILLI).problems())
        .singleElement()
        .asString()
        .contains("took 600 ms", "went on into SPIKE-2", "longer");
    assertThat(log).hasSize(2);
  }
}
