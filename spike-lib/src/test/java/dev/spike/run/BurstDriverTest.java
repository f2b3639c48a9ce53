package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spike.measure.Recorder;
import dev.spike.schedule.BurstAt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The burst of {@link Plans}, at 200 ms, on a clock that jumps to what is waited for. */
@Timeout(60)
class BurstDriverTest {
  private static final String KINDS = "dev.spike.run.Plans#kinds";
  private static final long INSTANT = Plans.PHASE;

  private final RunClock clock = new RunClock(new ManualClock());
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch performed = new CountDownLatch(Plans.BURST);
  private final Queue<Long> starts = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Skew skew = new Skew(Plans.BURST);

  private BurstDriver driver(ThreadKind kind) {
    RunPlan plan = new Plans().on(kind).operation(arrival -> started()).plan();
    Recorder recorder = new Recorder(plan.grid());
    Performer performer = new Performer(plan, clock, recorder, new ErrorTally());
    BurstAt burst = plan.schedule().bursts().get(0);
    Work.Blocking work = (Work.Blocking) plan.work();
    return new BurstDriver(burst, plan, work, performer, clock, skew, failures::add);
  }

  private void started() {
    starts.add(clock.now());
    performed.countDown();
  }

  @AfterEach
  void nothingFailed() {
    assertThat(failures).isEmpty();
  }

  private static void awaitEndOf(BurstDriver driver) {
    await().until(() -> driver.threads().stream().noneMatch(Thread::isAlive));
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void nobodyStartsBeforeTheInstantAndAllDoAtIt(ThreadKind kind) throws Exception {
    BurstDriver driver = driver(kind);
    driver.prepare(gate);
    assertThat(starts).isEmpty();
    clock.startIn(0);
    gate.countDown();
    performed.await();
    driver.cancel();
    awaitEndOf(driver);

    assertThat(starts).hasSize(Plans.BURST).allMatch(start -> start >= INSTANT);
    assertThat(skew.fact("skew").value()).isNotNegative();
  }

  /** Virtual threads end at once: that costs next to nothing. */
  @ParameterizedTest
  @MethodSource(KINDS)
  void platformThreadsStayUntilTheRunIsOver(ThreadKind kind) throws Exception {
    BurstDriver driver = driver(kind);
    driver.prepare(gate);
    clock.startIn(0);
    gate.countDown();
    performed.await();

    if (kind == ThreadKind.PLATFORM) {
      await()
          .until(
              () -> driver.threads().stream().allMatch(t -> t.getState() == Thread.State.WAITING));
      driver.cancel();
    }
    awaitEndOf(driver);
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void aBurstThatIsNotDueYetIsKeptBack(ThreadKind kind) throws Exception {
    BurstDriver driver = driver(kind);
    driver.prepare(gate);
    driver.cancel();
    gate.countDown();
    awaitEndOf(driver);

    assertThat(starts).isEmpty();
    assertThat(skew.fact("skew").value()).isNaN();
  }
}
