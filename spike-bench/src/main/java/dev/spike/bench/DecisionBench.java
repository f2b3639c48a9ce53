package dev.spike.bench;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Lease;
import dev.spike.chaos.fault.Faults;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an armed fault costs a hit that it is not drawn for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DecisionBench {
  /** So seldom that it never comes. */
  private static final double NEVER = 1e-300;

  private static final ChaosPoint POINT = ChaosPoint.of("bench.decision");

  private @Nullable Lease lease;

  /** Arms the fault. */
  @Setup
  public void arm() {
    Arming arming = Arming.of(42, Duration.ofMinutes(10));
    lease =
        Faults.exception(IllegalStateException::new)
            .on("bench.decision")
            .withProbability(NEVER)
            .arm(arming);
  }

  /** Reverts it. */
  @TearDown
  public void revert() {
    if (lease != null) {
      lease.close();
    }
  }

  /** An operation that a driver has entered, as in a run. */
  @State(Scope.Thread)
  public static class Operation {
    private ChaosCall.@Nullable Scope call;

    /** Enters it. */
    @Setup(Level.Iteration)
    public void enter() {
      call = ChaosCall.enter(7);
    }

    /** Leaves it. */
    @TearDown(Level.Iteration)
    public void leave() {
      if (call != null) {
        call.close();
      }
    }
  }

  /** Within an operation. */
  @Benchmark
  public void inOperation(Operation operation) {
    POINT.hit();
  }

  /** Outside any, counted by the fault itself. */
  @Benchmark
  public void outside() {
    POINT.hit();
  }
}
