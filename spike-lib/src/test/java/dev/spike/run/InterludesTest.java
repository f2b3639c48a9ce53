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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** On virtual time: two cycles, each a second of spike and a quiet one. */
class InterludesTest {
  private static final long SECOND = 1_000 * MILLI;

  private final VirtualTime time = new VirtualTime();
  private final RunClock clock = new RunClock(time);
  private final List<String> log = new ArrayList<>();
  private boolean stopped;

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
  private Interludes run(long endedAfter, long took) throws InterruptedException {
    clock.startIn(0);
    Crews crews = new Crews(List.of(new Users("first", 0), new Users("second", 2 * SECOND)));
    Interludes interludes = new Interludes(plan(), clock, crews, quiet -> perform(quiet, took));
    interludes.prepare();
    interludes.run(due -> clock.now() >= due + endedAfter, () -> stopped);
    return interludes;
  }

  private void perform(Phase quiet, long took) throws InterruptedException {
    log.add(quiet.name() + " at " + clock.now() / MILLI);
    clock.sleepUntil(clock.now() + took);
  }

  /** Those of a burst, who tell when they come and go. */
  private final class Users implements Crew {
    private final String name;
    private final long at;

    Users(String name, long at) {
      this.name = name;
      this.at = at;
    }

    @Override
    public void prepare(CountDownLatch gate) {
      log.add(name + " come");
    }

    @Override
    public long fromNanos() {
      return at;
    }

    @Override
    public long untilNanos() {
      return at;
    }

    @Override
    public void cancel() {
      log.add(name + " go");
    }

    @Override
    public List<Thread> threads() {
      return List.of();
    }
  }

  @Test
  void eachQuietPhaseHasOneBetweenTheUsersOfTwoBursts() throws Exception {
    assertThat(run(0, 500 * MILLI).problems()).isEmpty();
    assertThat(log)
        .containsExactly(
            "first come",
            "first go",
            "QUIET-1 at 1000",
            "second come",
            "second go",
            "QUIET-3 at 3000");
  }

  @Test
  void whatIsStillUnderWayIsWaitedFor() throws Exception {
    assertThat(run(300 * MILLI, 0).problems()).isEmpty();
    assertThat(log).contains("QUIET-1 at 1300", "QUIET-3 at 3300");
  }

  @Test
  void whereItLastsLongerThanHalfThePhaseThereIsNone() throws Exception {
    assertThat(run(600 * MILLI, 0).problems()).isEmpty();
    assertThat(log).containsExactly("first come", "second come");
  }

  @Test
  void oneThatDisturbsTheNextLoadIsAProblem() throws Exception {
    assertThat(run(400 * MILLI, 700 * MILLI).problems())
        .singleElement()
        .asString()
        .contains("QUIET-1", "went on into SPIKE-2 for 100 ms", "longer");
    assertThat(log).contains("QUIET-1 at 1400", "QUIET-3 at 3400");
  }

  @Test
  void aRunThatWasStoppedHasNoMore() throws Exception {
    stopped = true;

    assertThat(run(0, 0).problems()).isEmpty();
    assertThat(log).containsExactly("first come");
  }
}
