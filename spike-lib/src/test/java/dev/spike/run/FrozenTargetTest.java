package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A target that freezes for 1 s in 10 s at 1,000/s. A tenth of all operations falls into the freeze
 * and waits between 0 and 1 s, evenly: so p95 is 0.50 s, p99 0.90 s and p99.9 0.99 s.
 */
@Timeout(120)
class FrozenTargetTest {
  private static final long SECOND = 1_000 * MILLI;
  private static final long LENGTH = 10 * SECOND;
  private static final long FREEZES = 4 * SECOND;
  private static final long THAWS = 5 * SECOND;

  private final VirtualTime time = new VirtualTime();
  private final RunClock clock = new RunClock(time);
  private final ErrorTally errors = new ErrorTally();

  private RunPlan plan(Work work, int cap) {
    return new RunPlan(
        new ArrivalSchedule(new Constant(new Rate(1_000), Duration.ofNanos(LENGTH))),
        List.of(),
        List.of(new Phase("SPIKE", Role.SPIKE, 0, LENGTH, 10_000, LENGTH)),
        work,
        RunPlan.NO_PREPARATION,
        error -> false,
        new Limits(10 * SECOND, cap, WhenFull.WAIT),
        1,
        200 * MILLI,
        0,
        List.of(),
        List.of());
  }

  private boolean frozen() {
    return clock.now() >= FREEZES && clock.now() < THAWS;
  }

  private void block() throws InterruptedException {
    if (frozen()) {
      clock.sleepUntil(THAWS);
    }
  }

  /** Paces on this thread and gives all that was measured when everything has ended. */
  private Interval run(RunPlan plan, Recorder recorder, Supplier<Driver> made) throws Exception {
    clock.startIn(0);
    Driver driver = made.get();
    new Pacer(plan, clock, driver, Plans.all(plan, clock), new EarlyEnd(), () -> false).run();
    clock.sleepUntil(LENGTH + SECOND);
    assertThat(driver.idle()).isTrue();
    driver.close(SECOND);
    return recorder.drain().stream().reduce(Interval.empty(0), Interval::plus);
  }

  private static void assertSeen(Interval all) {
    assertThat(all.outcomes()).isEqualTo(new Outcomes(10_000, 0, 0, 0, 0, 0));
    Latencies response = all.response();
    assertThat(response.percentile(95)).isCloseTo(0.50 * SECOND, within(0.02 * 0.50 * SECOND));
    assertThat(response.percentile(99)).isCloseTo(0.90 * SECOND, within(0.02 * 0.90 * SECOND));
    assertThat(response.percentile(99.9)).isCloseTo(0.99 * SECOND, within(0.02 * 0.99 * SECOND));
    assertThat(response.percentile(89)).isZero();
    // The target's freeze is no delay of the generator's.
    assertThat(all.delay().max()).isZero();
    assertThat(all.undelayed()).isEqualTo(response);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 10})
  void workersSeeIt(int cap) throws Exception {
    Work.Blocking work = new Work.Blocking(arrival -> block(), ThreadKind.PLATFORM);
    RunPlan plan = plan(work, cap);
    Recorder recorder = new Recorder(plan.grid());
    Performer performer = new Performer(plan, clock, recorder, errors);
    ExecutorService workers = time.workers();
    Interval all =
        run(plan, recorder, () -> new WorkerDriver(plan, work, performer, clock, workers, 5_000));

    assertSeen(all);
    // With slots for all of them nobody waits for a slot; with few nearly everybody does.
    assertThat(all.waiting().countAbove(0)).isEqualTo(cap == 10 ? 990 : 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 10})
  void asynchronousOperationsSeeIt(int cap) throws Exception {
    Work.Async work = new Work.Async(arrival -> answer());
    RunPlan plan = plan(work, cap);
    Recorder recorder = new Recorder(plan.grid());
    Performer performer = new Performer(plan, clock, recorder, errors);

    assertSeen(
        run(plan, recorder, () -> new AsyncDriver(plan, work, performer, clock, time.workers())));
  }

  private CompletableFuture<Void> answer() {
    if (!frozen()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> answer = new CompletableFuture<>();
    time.at(time.nanoTime() + THAWS - clock.now(), () -> answer.complete(null));
    return answer;
  }

  /** The call that should only start something blocks instead. */
  @Test
  void asynchronousOperationsThatBlockSeeIt() throws Exception {
    Work.Async work =
        new Work.Async(
            arrival -> {
              block();
              return CompletableFuture.completedFuture(null);
            });
    RunPlan plan = plan(work, 10);
    Recorder recorder = new Recorder(plan.grid());
    Performer performer = new Performer(plan, clock, recorder, errors);

    assertSeen(
        run(plan, recorder, () -> new AsyncDriver(plan, work, performer, clock, time.workers())));
  }

  @Test
  void inlineOperationsSeeIt() throws Exception {
    Work.Inline work = new Work.Inline(index -> block());
    RunPlan plan = plan(work, 1);
    Recorder recorder = new Recorder(plan.grid());
    Interval all = run(plan, recorder, () -> new InlineDriver(plan, work, clock, recorder, errors));

    assertSeen(all);
    assertThat(all.waiting().countAbove(0)).isEqualTo(999);
  }
}
