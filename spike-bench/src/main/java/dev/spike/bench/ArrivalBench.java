package dev.spike.bench;

import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the next arrival costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ArrivalBench {
  private ArrivalSchedule.Cursor constant = cursor();

  private static ArrivalSchedule.Cursor cursor() {
    return new ArrivalSchedule(new Constant(new Rate(1e6), Duration.ofHours(1))).steady();
  }

  @Setup
  public void start() {
    constant = cursor();
  }

  /** One rate. */
  @Benchmark
  public long constant() {
    return constant.next();
  }
}
