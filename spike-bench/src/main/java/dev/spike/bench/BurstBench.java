package dev.spike.bench;

import dev.spike.Defaults;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.run.Clock;
import dev.spike.run.Engine;
import dev.spike.run.EngineWarmUp;
import dev.spike.run.Limits;
import dev.spike.run.RunPlan;
import dev.spike.run.ThreadKind;
import dev.spike.run.WhenFull;
import dev.spike.run.Work;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Burst;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How far apart the operations of a burst start, as they see it themselves: each first takes the
 * time, then lasts for 1 ms or more. An invocation is one burst with all its preparation; the
 * figures are {@link BurstSkew}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 20)
@Measurement(iterations = 1, time = 30)
@Fork(1)
public class BurstBench {
  private static final long SEED = 42;
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT_NANOS = 10_000 * MILLI;

  /** What operations run on: two kinds of thread, or none. Virtual threads need JDK 21. */
  public enum Release {
    /** Blocking operations, a platform thread each. */
    PLATFORM,
    /** Blocking operations, a virtual thread each. */
    VIRTUAL,
    /** Asynchronous operations. */
    ASYNC
  }

  /** How many operations. */
  @Param({"500", "5000"})
  public int users;

  /** What they run on. */
  @Param({"PLATFORM", "VIRTUAL", "ASYNC"})
  public Release release = Release.PLATFORM;

  /** As a scenario does before its load. */
  @Setup
  public void warmUp() throws InterruptedException {
    EngineWarmUp.run(plan(new BurstOperations(users)));
  }

  /** As the engine does it. */
  @Benchmark
  public void spike(BurstSkew skew) throws InterruptedException {
    BurstOperations operations = new BurstOperations(users);
    new Engine(plan(operations), Clock.system(), increment -> {}).run();
    skew.add(operations.starts());
  }

  /**
   * As it is usually done: all threads wait for a latch; asynchronous ones are started in a loop.
   */
  @Benchmark
  public void latch(BurstSkew skew) throws InterruptedException {
    BurstOperations operations = new BurstOperations(users);
    if (release == Release.ASYNC) {
      LatchBurst.release(ThreadKind.PLATFORM, 1, only -> startAll(operations));
    } else {
      LatchBurst.release(ThreadKind.valueOf(release.name()), users, operations::perform);
    }
    skew.add(operations.starts());
  }

  private static void startAll(BurstOperations operations) {
    CompletableFuture<?>[] started = new CompletableFuture<?>[operations.users()];
    for (int i = 0; i < started.length; i++) {
      started[i] = operations.start(i);
    }
  }

  /** One burst, after a time in which its threads can start, and with a time in which they end. */
  private RunPlan plan(BurstOperations operations) {
    // Platform threads take their time to begin to wait.
    long before = (release == Release.PLATFORM ? 100 + users * 3 / 10 : 200) * MILLI;
    long after = 300 * MILLI;
    ArrivalSchedule schedule =
        new ArrivalSchedule(
            new Sequence(
                List.of(
                    new Constant(new Rate(1), Duration.ofNanos(before)),
                    new Burst(users, Duration.ofNanos(after)))));
    return plan(
        schedule,
        List.of(
            new Phase("BASELINE", Role.BASELINE, 0, before, 1, 0),
            new Phase("SPIKE", Role.SPIKE, before, before + after, users, before)),
        work(operations, schedule.firstIndexOf(schedule.bursts().get(0))));
  }

  private Work work(BurstOperations operations, long first) {
    if (release == Release.ASYNC) {
      return new Work.Async(
          arrival ->
              arrival.burst()
                  ? operations.start((int) (arrival.index() - first))
                  : CompletableFuture.completedFuture(0));
    }
    return new Work.Blocking(
        arrival -> {
          if (arrival.burst()) {
            operations.perform((int) (arrival.index() - first));
          }
        },
        ThreadKind.valueOf(release.name()));
  }

  private static RunPlan plan(ArrivalSchedule schedule, List<Phase> phases, Work work) {
    return new RunPlan(
        schedule,
        List.of(),
        phases,
        work,
        RunPlan.NO_PREPARATION,
        error -> false,
        new Limits(TIMEOUT_NANOS, 100, WhenFull.WAIT),
        SEED,
        Defaults.BUCKET.toNanos(),
        Defaults.SPIN.toNanos(),
        List.of(),
        List.of());
  }
}
