package dev.spike.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * First to last start of the bursts of one iteration. Its public methods are the benchmark's
 * secondary results; JMH adds them up over iterations, so the benchmark has one.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class BurstSkew {
  private static final double NANOS_PER_MILLI = 1_000_000;

  private double[] skews = {};

  /** Forgets everything. */
  @Setup(Level.Iteration)
  public void reset() {
    skews = new double[0];
  }

  /** Takes the start of each operation of a burst, in nanoseconds of one clock. */
  void add(long[] starts) {
    long[] sorted = starts.clone();
    Arrays.sort(sorted);
    skews = Arrays.copyOf(skews, skews.length + 1);
    skews[skews.length - 1] = (sorted[sorted.length - 1] - sorted[0]) / NANOS_PER_MILLI;
  }

  private double quantile(double q) {
    double[] sorted = skews.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  /** The median of the bursts in milliseconds. */
  public double medianMillis() {
    return quantile(0.5);
  }

  /** The worst of the bursts in milliseconds. */
  public double worstMillis() {
    return quantile(1);
  }
}
