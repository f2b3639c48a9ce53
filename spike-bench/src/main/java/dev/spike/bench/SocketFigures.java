package dev.spike.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Round trips and streams of one connection. Its public methods are the benchmark's secondary
 * results; JMH adds them up over iterations, so the benchmark has one.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class SocketFigures {
  private static final double NANOS_PER_MICRO = 1_000;

  private final Histogram trips = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private long bytes;
  private long nanos;

  /** Forgets everything. */
  @Setup(Level.Iteration)
  public void reset() {
    trips.reset();
    bytes = 0;
    nanos = 0;
  }

  void roundTrip(long took) {
    trips.recordValue(took);
  }

  void stream(long sent, long took) {
    bytes += sent;
    nanos += took;
  }

  /** Median round trip in microseconds. */
  public double p50Micros() {
    return trips.getValueAtPercentile(50) / NANOS_PER_MICRO;
  }

  /** 99th percentile in microseconds. */
  public double p99Micros() {
    return trips.getValueAtPercentile(99) / NANOS_PER_MICRO;
  }

  /** 10^9 bytes a second; NaN without streams. */
  public double gigabytesPerSecond() {
    return (double) bytes / nanos;
  }
}
