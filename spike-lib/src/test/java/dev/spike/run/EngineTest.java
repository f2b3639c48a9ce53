package dev.spike.run;

import static dev.spike.run.Plans.BURST;
import static dev.spike.run.Plans.MILLI;
import static dev.spike.run.Plans.PHASE;
import static dev.spike.run.Plans.STEADY;
import static dev.spike.run.Plans.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of 0.4 s on the real clock; what they assert are counts and order, never durations. */
@Timeout(120)
class EngineTest {
  private static final String KINDS = "dev.spike.run.Plans#kinds";
  private static final int ALL = STEADY + BURST;

  private final AtomicBoolean released = new AtomicBoolean();

  @AfterEach
  void leavesNoThread() {
    released.set(true);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(
                        name ->
                            name.startsWith("spike-worker")
                                || name.startsWith("spike-burst")
                                || name.startsWith("spike-watch")
                                || name.startsWith("spike-sampler")));
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void everyArrivalIsPerformedOnceWithItsOwnNumber(ThreadKind kind) throws Exception {
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger burst = new AtomicInteger();
    Timeline timeline =
        new Plans()
            .on(kind)
            .operation(
                arrival -> {
                  seen.add(arrival.index());
                  assertThat(arrival.phase())
                      .isEqualTo(arrival.intendedNanos() < PHASE ? "BASELINE" : "SPIKE");
                  burst.addAndGet(arrival.burst() ? 1 : 0);
                })
            .run();

    assertThat(seen).containsAll(LongStream.range(0, ALL).boxed().toList()).hasSize(ALL);
    assertThat(burst).hasValue(BURST);
    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(ALL, 0, 0, 0, 0, 0));
    assertThat(timeline.succeeded().stream().mapToLong(Long::longValue).sum()).isEqualTo(ALL);
    assertThat(timeline.problems()).isEmpty();
    assertThat(timeline.fact("operations.stuck").map(Fact::value)).contains(0.0);
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void whateverIsThrownIsCounted(ThreadKind kind) throws Exception {
    Timeline timeline =
        new Plans()
            .on(kind)
            .operation(
                arrival -> {
                  switch ((int) (arrival.index() % 4)) {
                    case 0 -> throw new IllegalStateException("closed");
                    case 1 -> throw new StackOverflowError();
                    case 2 -> throw new Speechless();
                    default -> throw new RejectedException("full");
                  }
                })
            .run();

    assertThat(outcomes(timeline)).isEqualTo(new Outcomes(0, ALL / 2, 0, ALL / 2, 0, 0));
    assertThat(timeline.errors())
        .containsEntry("Speechless", ALL / 4L)
        .containsEntry("IllegalStateException: closed", ALL / 4L);
  }

  private static final class Speechless extends Exception {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * Cap of one, time-out of 50 ms: the first hangs until interrupted, the next one is untouched.
   */
  @ParameterizedTest
  @MethodSource(KINDS)
  void aTimeOutInterruptsItsOwnOperationOnly(ThreadKind kind) throws Exception {
    AtomicInteger interruptedEarly = new AtomicInteger();
    Timeline timeline =
        new Plans()
            .on(kind)
            .timeout(50)
            .cap(1, WhenFull.WAIT)
            .operation(
                arrival -> {
                  interruptedEarly.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                  if (arrival.index() % 20 == 0) {
                    new CountDownLatch(1).await();
                  }
                })
            .run();

    assertThat(interruptedEarly).hasValue(0);
    assertThat(outcomes(timeline).due()).isEqualTo(ALL);
    assertThat(outcomes(timeline).timedOut()).isGreaterThanOrEqualTo(2);
    assertThat(timeline.total(p -> true).service().max()).isGreaterThanOrEqualTo(50.0 * MILLI);
    assertThat(timeline.errors().keySet())
        .anyMatch(error -> error.startsWith("InterruptedException"));
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void operationsThatIgnoreTheirInterruptAreNamed(ThreadKind kind) throws Exception {
    Timeline timeline =
        new Plans()
            .on(kind)
            .timeout(100)
            .operation(
                arrival -> {
                  if (arrival.index() == 7) {
                    hang(released);
                  }
                })
            .run();

    assertThat(outcomes(timeline).due()).isEqualTo(ALL);
    assertThat(outcomes(timeline).timedOut()).isGreaterThanOrEqualTo(1);
    Fact stuck = timeline.fact("operations.stuck").orElseThrow();
    assertThat(stuck.value()).isEqualTo(1);
    assertThat(stuck.detail()).contains("arrival 7 on ");
  }

  /** Whatever interrupts it. */
  private static void hang(AtomicBoolean until) {
    while (!until.get()) {
      LockSupport.parkNanos(MILLI);
      Thread.interrupted();
    }
  }

  /** All slots hang: what waits is counted as dropped with its time so far, nothing is lost. */
  @ParameterizedTest
  @MethodSource(KINDS)
  void nothingIsLostWhenEverythingHangs(ThreadKind kind) throws Exception {
    for (WhenFull policy : WhenFull.values()) {
      AtomicBoolean over = new AtomicBoolean();
      Timeline timeline =
          new Plans().on(kind).timeout(300).cap(3, policy).operation(arrival -> hang(over)).run();
      over.set(true);

      Outcomes outcomes = outcomes(timeline);
      assertThat(outcomes.due()).as("%s", policy).isEqualTo(ALL);
      assertThat(outcomes.ok()).isZero();
      assertThat(outcomes.dropped()).isEqualTo(STEADY - 3);
      assertThat(outcomes.timedOut() + outcomes.unfinished()).isEqualTo(BURST + 3);
      assertThat(timeline.total(p -> true).response().count()).isEqualTo(ALL);
    }
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void theCapIsNeverExceeded(ThreadKind kind) throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch burst = new CountDownLatch(1);
    Timeline timeline =
        new Plans()
            .on(kind)
            .cap(2, WhenFull.WAIT)
            .operation(
                arrival -> {
                  if (arrival.burst()) {
                    burst.countDown();
                    return;
                  }
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  burst.await();
                  running.decrementAndGet();
                })
            .run();

    assertThat(most).hasValue(2);
    assertThat(outcomes(timeline).ok()).isEqualTo(ALL);
    // Two hold the slots until the burst at 200 ms; of the 10 due in the first 100 ms, 8 waited.
    assertThat(timeline.total(p -> true).response().countAbove(100.0 * MILLI))
        .isGreaterThanOrEqualTo(8);
    assertThat(timeline.total(p -> true).response().max()).isGreaterThan(100.0 * MILLI);
    assertThat(timeline.total(p -> true).undelayed().max()).isGreaterThan(100.0 * MILLI);
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void aBurstIsReleasedTogetherAndNotBeforeItsInstant(ThreadKind kind) throws Exception {
    CountDownLatch together = new CountDownLatch(BURST);
    AtomicLong early = new AtomicLong();
    Timeline timeline =
        new Plans()
            .on(kind)
            .operation(
                arrival -> {
                  if (arrival.burst()) {
                    together.countDown();
                    together.await();
                  }
                })
            .run(
                increment -> {
                  if (increment.index() < 3 && together.getCount() < BURST) {
                    early.incrementAndGet();
                  }
                });

    assertThat(outcomes(timeline).ok()).isEqualTo(ALL);
    assertThat(timeline.total(p -> true).delay().count()).isEqualTo(ALL);
    assertThat(timeline.fact("burst.skew").orElseThrow().value()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aListenerThatFailsStopsTheRunAndWhatWasMeasuredIsKept() throws Exception {
    Timeline timeline =
        new Plans()
            .run(
                increment -> {
                  if (increment.index() == 1) {
                    throw new IllegalStateException("disk full");
                  }
                });

    assertThat(timeline.problems()).singleElement().asString().contains("disk full");
    assertThat(outcomes(timeline).ok()).isPositive();
  }

  @Test
  void theMemoryGuardStopsTheRunAndWhatWasMeasuredIsKept() throws Exception {
    AtomicInteger performed = new AtomicInteger();
    MemoryGuard guard =
        new MemoryGuard(() -> List.of(new MemoryUsage(0, performed.get() < 5 ? 1 : 95, 100, 100)));
    RunPlan plan = new Plans().operation(arrival -> performed.incrementAndGet()).plan();
    Timeline timeline =
        new Engine(plan, Clock.system(), increment -> {}, Interlude.NONE, new EarlyEnd(), guard)
            .run()
            .build();

    assertThat(timeline.problems()).singleElement().asString().contains("memory guard");
    assertThat(outcomes(timeline).ok()).isEqualTo(performed.get()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aGaugeThatFailsStopsTheRun() throws Exception {
    Plans plans = new Plans();
    plans.gauges.add(
        new Gauge(
            "pool.active",
            Unit.COUNT,
            () -> {
              throw new IllegalStateException("gone");
            }));

    assertThat(plans.run().problems()).singleElement().asString().contains("gone");
  }

  @Test
  void gaugesAreReadAtTheEndOfEachInterval() throws Exception {
    Plans plans = new Plans();
    AtomicInteger reads = new AtomicInteger();
    plans.gauges.add(new Gauge("reads", Unit.COUNT, reads::incrementAndGet));

    assertThat(plans.run().series("reads").orElseThrow().values())
        .isEqualTo(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void anInterruptEndsEverythingAndUndoesWhatIsOn(ThreadKind kind) throws Exception {
    DisturbancesTest.Recorded fault = new DisturbancesTest.Recorded("fault");
    CountDownLatch inside = new CountDownLatch(1);
    Plans plans =
        new Plans()
            .on(kind)
            .with(new TimedDisturbance(fault, 0, 2 * PHASE))
            .operation(
                arrival -> {
                  inside.countDown();
                  new CountDownLatch(1).await();
                });
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread runner =
        new Thread(
            () -> {
              assertThatExceptionOfType(InterruptedException.class).isThrownBy(plans::run);
              interrupted.set(true);
            });
    runner.start();
    inside.await();
    runner.interrupt();
    runner.join();

    assertThat(interrupted).isTrue();
    assertThat(fault.log).containsExactly("prepare", "begin", "close");
  }

  @Test
  void incrementsAddUpToTheTimeline() throws Exception {
    AtomicLong ended = new AtomicLong();
    Timeline timeline =
        new Plans().run((Increment increment) -> ended.addAndGet(increment.outcomes().due()));

    assertThat(ended).hasValue(outcomes(timeline).due());
  }
}
