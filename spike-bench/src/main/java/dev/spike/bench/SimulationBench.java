package dev.spike.bench;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import dev.spike.sim.SimulatedRun;
import dev.spike.sim.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** How many operations a second are simulated and recorded, in 200 intervals of 1 s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SimulationBench {
  private static final int SECONDS = 200;
  private static final int RATE = 1_000;
  private static final Duration LENGTH = Duration.ofSeconds(SECONDS);
  private static final Duration UNIT = Duration.ofNanos(600_000);

  private final Simulation one = on(ServiceModel.of(1, ServiceTime.exponential(UNIT)));
  private final Simulation eight =
      on(ServiceModel.of(8, ServiceTime.lognormal(UNIT.multipliedBy(8), 1)));
  private final Simulation storm =
      on(ServiceModel.of(1, ServiceTime.exponential(UNIT)).retrying(3, UNIT.multipliedBy(3)));

  private static Simulation on(ServiceModel model) {
    Constant load = new Constant(new Rate(RATE), LENGTH);
    Phase phase = new Phase("BASELINE", Role.BASELINE, 0, LENGTH.toNanos(), SECONDS * RATE, 0);
    long second = TimeUnit.SECONDS.toNanos(1);
    return new Simulation(
        ArrivalSchedule.poisson(load, 1), List.of(phase), second, Simulation.UNLIMITED, model, 1);
  }

  /** M/M/1 at a utilisation of 0.6. */
  @Benchmark
  @OperationsPerInvocation(SECONDS * RATE)
  public SimulatedRun oneServer() {
    return one.run();
  }

  /** Eight servers with lognormal service, utilisation 0.6. */
  @Benchmark
  @OperationsPerInvocation(SECONDS * RATE)
  public SimulatedRun eightServers() {
    return eight.run();
  }

  /** One server whose clients give up after three service times and ask up to three times more. */
  @Benchmark
  @OperationsPerInvocation(SECONDS * RATE)
  public SimulatedRun retries() {
    return storm.run();
  }
}
