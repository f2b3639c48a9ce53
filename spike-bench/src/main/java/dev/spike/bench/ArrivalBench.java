package dev.spike.bench;

import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Ramp;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sine;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the next arrival costs. Each iteration starts at the first arrival of a day at a million a
 * second, which is more than it can use up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ArrivalBench {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Rate MEAN = new Rate(1e6);

  private final ArrivalSchedule constants = new ArrivalSchedule(new Constant(MEAN, DAY));
  private final ArrivalSchedule ramps = new ArrivalSchedule(rising());
  private final ArrivalSchedule waves =
      new ArrivalSchedule(new Sine(MEAN, MEAN.times(0.5), Duration.ofMinutes(10), DAY));
  private final ArrivalSchedule draws = ArrivalSchedule.poisson(new Constant(MEAN, DAY), 1);
  private final ArrivalSchedule rampDraws = ArrivalSchedule.poisson(rising(), 1);

  private ArrivalSchedule.Cursor constant = constants.steady();
  private ArrivalSchedule.Cursor ramp = ramps.steady();
  private ArrivalSchedule.Cursor sine = waves.steady();
  private ArrivalSchedule.Cursor poisson = draws.steady();
  private ArrivalSchedule.Cursor poissonRamp = rampDraws.steady();

  private SplittableRandom random = new SplittableRandom(1);
  private long count;
  private double sum;

  private static LoadShape rising() {
    return new Ramp(new Rate(0), MEAN.times(2), DAY);
  }

  /** All of them from the first arrival. */
  @Setup(Level.Iteration)
  public void start() {
    constant = constants.steady();
    ramp = ramps.steady();
    sine = waves.steady();
    poisson = draws.steady();
    poissonRamp = rampDraws.steady();
    random = new SplittableRandom(1);
    count = 0;
    sum = 0;
  }

  /** One rate. */
  @Benchmark
  public long constant() {
    return constant.next();
  }

  /** One rate, and the arrival's number. */
  @Benchmark
  public long constantNumbered() {
    return constant.index(constant.next());
  }

  /** A rate that rises from zero. */
  @Benchmark
  public long ramp() {
    return ramp.next();
  }

  /** A rate that swings. */
  @Benchmark
  public long sine() {
    return sine.next();
  }

  /** One rate, drawn. */
  @Benchmark
  public long poisson() {
    return poisson.next();
  }

  /** A rate that rises from zero, drawn. */
  @Benchmark
  public long poissonRamp() {
    return poissonRamp.next();
  }

  /** Peer: the least that an even spacing can cost. */
  @Benchmark
  public long multiplication() {
    return (long) (count++ * 1e3);
  }

  /** Peer: the least that a Poisson process can cost. */
  @Benchmark
  public long exponential() {
    sum += random.nextExponential();
    return (long) (sum * 1e3);
  }
}
