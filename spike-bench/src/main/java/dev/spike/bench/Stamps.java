package dev.spike.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Stamps of operations of a run at a million a second, made beforehand: service times are
 * log-normal around a millisecond, the generator's delays around 200 ns (sigma 1). Each thread has
 * its own.
 */
@State(Scope.Thread)
public class Stamps {
  private static final int COUNT = 1 << 16;
  private static final long STEP_NANOS = 1_000;

  /** Of the service times; {@code -p sigma=3} spreads them over microseconds to minutes. */
  @Param("0.5")
  private double sigma;

  private final long[] delay = logNormal(2, 200, 1);
  private long[] service = {};
  private int next;
  private long intended;

  /** Makes the service times. */
  @Setup
  public void make() {
    service = logNormal(1, 1e6, sigma);
  }

  private static long[] logNormal(long seed, double median, double sigma) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] values = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = Math.round(median * Math.exp(sigma * random.nextGaussian()));
    }
    return values;
  }

  /** Goes to the next operation. */
  void advance() {
    next = (next + 1) & (COUNT - 1);
    intended += STEP_NANOS;
  }

  long intended() {
    return intended;
  }

  long started() {
    return intended + delay[next];
  }

  long ended() {
    return started() + service[next];
  }

  long serviceNanos() {
    return service[next];
  }

  long delayNanos() {
    return delay[next];
  }
}
