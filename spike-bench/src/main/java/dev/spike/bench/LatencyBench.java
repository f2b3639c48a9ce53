package dev.spike.bench;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Lease;
import dev.spike.chaos.fault.Faults;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * By how much a call is held up longer than the fault says. The figures are {@link Lateness}; one
 * that came early would fail the benchmark.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 8)
@Fork(1)
public class LatencyBench {
  private static final int HITS = 100;
  private static final ChaosPoint POINT = ChaosPoint.of("bench.latency");

  /** The injected delay. */
  @Param({"1", "20"})
  public int millis;

  /** So many hits. */
  @Benchmark
  public void injected(Lateness lateness) {
    Duration delay = Duration.ofMillis(millis);
    Arming arming = Arming.of(42, Duration.ofMinutes(10));
    lateness.begin();
    try (Lease lease = Faults.latency(delay).on("bench.latency").arm(arming)) {
      for (int i = 0; i < HITS; i++) {
        lateness.add(heldUp() - delay.toNanos());
      }
    }
    lateness.end();
  }

  private long heldUp() {
    long since = System.nanoTime();
    POINT.hit();
    long held = System.nanoTime() - since;
    if (held < TimeUnit.MILLISECONDS.toNanos(millis)) {
      throw new IllegalStateException("held up for " + held + " ns only");
    }
    return held;
  }
}
