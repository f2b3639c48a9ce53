package dev.spike;

import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.spike.judge.Verdict;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.report.ScenarioResult;
import dev.spike.run.ThreadKind;
import dev.spike.run.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * On the real clock, a target that freezes for 1.0 s in 10 s at 1,000/s: p95 is 0.50 s, p99 0.90 s
 * and p99.9 0.99 s, whatever driver looks at it, and it is the target's failure. Each driver has a
 * target of its own.
 */
@Timeout(180)
class FrozenTargetVerdictTest {
  private static final long SECOND = 1_000_000_000;
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor();

  private static final int ARRIVALS = 10_000;
  private static final double TOLERANCE = 0.15;

  /** A generator that is late by this much cannot be within the tolerance. */
  private static final double BUSY = 0.05 * SECOND;

  /**
   * Freezes from 4 s to 5 s of the run, whose start it infers from the earliest arrival, and keeps
   * when it answered: a thousand threads that thaw at once get the cores one after the other, so an
   * answer can be later than 5 s on a busy machine, and is the target's still.
   */
  private static final class Target {
    private final AtomicLong start = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLongArray answered = new AtomicLongArray(ARRIVALS);

    /** How long an operation that arrives now has to wait; arrivals are a millisecond apart. */
    long frozenFor(long index) {
      long now = System.nanoTime();
      long run = now - start.accumulateAndGet(now - index * SECOND / 1_000, Math::min);
      return run >= 4 * SECOND && run < 5 * SECOND ? 5 * SECOND - run : 0;
    }

    void block(long index) {
      long until = System.nanoTime() + frozenFor(index);
      while (until - System.nanoTime() > 0) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      answers(index);
    }

    CompletableFuture<Void> answer(long index) {
      long nanos = frozenFor(index);
      if (nanos == 0) {
        answers(index);
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> answer = new CompletableFuture<>();
      Runnable thaw =
          () -> {
            answers(index);
            answer.complete(null);
          };
      Future<?> unused = TIMER.schedule(thaw, nanos, TimeUnit.NANOSECONDS);
      return answer;
    }

    private void answers(long index) {
      answered.set((int) index, System.nanoTime());
    }

    /** From the intended start of each arrival to its answer, shortest first. */
    long[] responses() {
      return LongStream.range(0, ARRIVALS)
          .map(index -> answered.get((int) index) - start.get() - index * SECOND / 1_000)
          .sorted()
          .toArray();
    }
  }

  private record Case(Target target, Scenario scenario) {}

  @AfterAll
  static void stopTimer() {
    TIMER.shutdownNow();
  }

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    Target blocking = new Target();
    all.add(
        new Case(
            blocking,
            Scenario.named("platform")
                .threads(ThreadKind.PLATFORM)
                .operation(arrival -> blocking.block(arrival.index()))));
    Target capped = new Target();
    all.add(
        new Case(
            capped,
            Scenario.named("ten-slots")
                .maxInFlight(10, WhenFull.WAIT)
                .operation(arrival -> capped.block(arrival.index()))));
    Target async = new Target();
    all.add(
        new Case(async, Scenario.named("async").async(arrival -> async.answer(arrival.index()))));
    Target inline = new Target();
    all.add(new Case(inline, Scenario.named("inline").inline(inline::block)));
    if (Runtime.version().feature() >= 21) {
      Target pinned = new Target();
      all.add(
          new Case(
              pinned,
              Scenario.named("virtual")
                  .threads(ThreadKind.VIRTUAL)
                  .operation(arrival -> pinned.block(arrival.index()))));
    }
    return all;
  }

  private static ScenarioResult run(Scenario scenario) {
    Scenario complete =
        scenario
            .load(spike(perSecond(1_000)).lasting(seconds(10)))
            .expect(p99().during(SPIKE).below(seconds(1).dividedBy(2)));
    Report report = new SpikeRunner(SpikeOptions.defaults().seed(1)).run(complete);
    return report.scenarios().get(0);
  }

  @Test
  void everyOpenDriverSeesTheFreezeAndBlamesTheTarget() throws Exception {
    List<Case> cases = cases();
    List<Callable<ScenarioResult>> runs = new ArrayList<>();
    cases.forEach(tried -> runs.add(() -> run(tried.scenario())));
    // A thousand threads that thaw at once would disturb the others.
    List<Future<ScenarioResult>> results = new ArrayList<>(together(runs.subList(0, 1)));
    results.addAll(together(runs.subList(1, runs.size())));

    boolean calm = true;
    for (int i = 0; i < cases.size(); i++) {
      ScenarioResult result = results.get(i).get();
      if (total(result).delay().percentile(99) < BUSY) {
        assertFrozen(cases.get(i).target(), result);
      } else {
        calm = false;
      }
    }
    assumeThat(calm).as("a machine that is not busy").isTrue();
  }

  private static void assertFrozen(Target target, ScenarioResult result) {
    String name = result.plan().name();
    assertThat(result.verdict()).as(name + ": " + result.reasons()).isEqualTo(Verdict.FAILED);
    Latencies response = total(result).response();
    assertThat(response.count()).as(name).isEqualTo(ARRIVALS);
    long[] known = target.responses();
    assertResponse(name, response, known, 95, 0.50);
    assertResponse(name, response, known, 99, 0.90);
    assertResponse(name, response, known, 99.9, 0.99);
  }

  private static Interval total(ScenarioResult result) {
    return Objects.requireNonNull(result.timeline()).total(phase -> true);
  }

  private static List<Future<ScenarioResult>> together(List<Callable<ScenarioResult>> runs)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());
    try {
      return threads.invokeAll(runs);
    } finally {
      threads.shutdown();
    }
  }

  /** What the target itself kept, and never sooner than the freeze alone explains. */
  private static void assertResponse(
      String name, Latencies response, long[] known, double percent, double frozen) {
    double seconds = response.percentile(percent) / SECOND;
    double kept = (double) known[(int) Math.ceil(percent / 100 * ARRIVALS) - 1] / SECOND;
    assertThat(seconds).as(name).isCloseTo(kept, within(TOLERANCE * frozen));
    assertThat(seconds).as(name).isGreaterThan((1 - TOLERANCE) * frozen);
  }
}
