package dev.spike.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * By how much arrivals were late, each counted from its intended instant, and what the thread that
 * paced them took of a core. Its public methods are the benchmark's secondary results; JMH adds
 * them up over iterations, so the benchmark has one. Belongs to the thread that records, and to
 * others only after that has ended.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Lateness {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS_PER_MICRO = 1_000;

  private final Histogram late = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private long wallNanos;
  private long cpuNanos;

  /** Forgets everything. */
  @Setup(Level.Iteration)
  public void reset() {
    late.reset();
    wallNanos = 0;
    cpuNanos = 0;
  }

  void add(long nanos) {
    late.recordValue(Math.max(0, nanos));
  }

  /** The calling thread begins to pace. */
  void begin() {
    wallNanos -= System.nanoTime();
    cpuNanos -= THREADS.getCurrentThreadCpuTime();
  }

  /** The thread that began has let its last arrival go. */
  void end() {
    cpuNanos += THREADS.getCurrentThreadCpuTime();
    wallNanos += System.nanoTime();
  }

  private double micros(double percentile) {
    return late.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }

  /** Median lateness in microseconds. */
  public double p50Micros() {
    return micros(50);
  }

  /** 99th percentile in microseconds. */
  public double p99Micros() {
    return micros(99);
  }

  /** 99.9th percentile in microseconds. */
  public double p999Micros() {
    return micros(99.9);
  }

  /** The worst in microseconds. */
  public double maxMicros() {
    return micros(100);
  }

  /** Share of a core that the pacing thread took, from 0 to 1. */
  public double cpuShare() {
    // Two clocks: a core kept busy all the time may come out a trifle above 1.
    return Math.min(1, (double) cpuNanos / wallNanos);
  }
}
