package dev.spike.bench;

import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.run.Clock;
import dev.spike.run.Engine;
import dev.spike.run.Limits;
import dev.spike.run.RunPlan;
import dev.spike.run.WhenFull;
import dev.spike.run.Work;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a whole inline operation with an empty body costs, as a user gets it: schedule, clock,
 * recording, sampling, and the engine's start and end. Every arrival is due long before the
 * generator gets to it, so it never waits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class OperationBench {
  static final int OPERATIONS = 20_000_000;
  private static final long LOAD_NANOS = 100_000_000;

  private final SingleWriterRecorder response = new SingleWriterRecorder(3);
  private final SingleWriterRecorder service = new SingleWriterRecorder(3);

  private static RunPlan plan() {
    Rate rate = new Rate(OPERATIONS * 1e9 / LOAD_NANOS);
    Phase phase = new Phase("BASELINE", Role.BASELINE, 0, LOAD_NANOS, OPERATIONS, 0);
    return new RunPlan(
        new ArrivalSchedule(new Constant(rate, Duration.ofNanos(LOAD_NANOS))),
        List.of(),
        List.of(phase),
        new Work.Inline(index -> {}),
        RunPlan.NO_PREPARATION,
        error -> false,
        new Limits(TimeUnit.SECONDS.toNanos(60), 1, WhenFull.WAIT),
        42,
        LOAD_NANOS,
        0,
        List.of(),
        List.of());
  }

  /** All of it. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public long inline() throws InterruptedException {
    Timeline timeline = new Engine(plan(), Clock.system(), increment -> {}).run().build();
    long ok = timeline.total(phase -> true).outcomes().ok();
    if (ok != OPERATIONS) {
      throw new IllegalStateException(ok + " of " + OPERATIONS + " operations succeeded");
    }
    return ok;
  }

  /** Its parts, as anybody would put them together: two clock reads and two recordings. */
  @Benchmark
  public Outcome parts() {
    long started = System.nanoTime();
    long ended = System.nanoTime();
    response.recordValue(ended - started);
    service.recordValue(ended - started);
    return Outcome.OK;
  }
}
