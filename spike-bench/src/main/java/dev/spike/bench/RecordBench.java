package dev.spike.bench;

import dev.spike.measure.Grid;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.SingleWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.HdrHistogram.WriterReaderPhaser;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording an operation costs: response, undelayed, service, delay and waiting time and its
 * outcome, beside one value of HdrHistogram's own recorders.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RecordBench {
  private static final int DIGITS = 3;
  private static final long SECOND = 1_000_000_000;

  /** Stamps pass here some fifty times as fast as in a run: intervals are that much wider. */
  private static Recorder recorder() {
    long length = 36_000 * SECOND;
    List<Phase> phases = List.of(new Phase("BASELINE", Role.BASELINE, 0, length, 1, 0));
    return new Recorder(new Grid(phases, 60 * SECOND));
  }

  /** One thread's own. */
  @State(Scope.Thread)
  public static class Own {
    private final Recorder recorder = recorder();
    private final SingleWriter writer = recorder.singleWriter();
    private final SingleWriterRecorder peer = new SingleWriterRecorder(DIGITS);

    /** Empties what an iteration filled. */
    @TearDown(Level.Iteration)
    public void drain() {
      recorder.drain();
    }
  }

  /** One thread's own, with a reader as a run has one. */
  @State(Scope.Thread)
  public static class Read {
    private static final long PERIOD_NANOS = 200_000_000;

    private final Recorder recorder = recorder();
    private final SingleWriter writer = recorder.singleWriter();
    private final Thread reader = new Thread(this::read, "reader");
    private volatile boolean over;

    private void read() {
      while (!over) {
        LockSupport.parkNanos(PERIOD_NANOS);
        recorder.drain();
      }
    }

    /** Starts reading. */
    @Setup
    public void start() {
      reader.start();
    }

    /** Ends reading. */
    @TearDown
    public void end() throws InterruptedException {
      over = true;
      LockSupport.unpark(reader);
      reader.join();
    }
  }

  /** Shared by all threads. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Recorder recorder = recorder();
    private final org.HdrHistogram.Recorder peer = new org.HdrHistogram.Recorder(DIGITS);

    /** Empties what an iteration filled. */
    @TearDown(Level.Iteration)
    public void drain() {
      recorder.drain();
    }
  }

  /** Dense histograms for the same three figures: what the writer's tables are compared with. */
  @State(Scope.Thread)
  public static class Dense {
    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private final Histogram response = new Histogram(DIGITS);
    private final Histogram service = new Histogram(DIGITS);
    private final Histogram delay = new Histogram(DIGITS);
    private long ok;

    /** Lets them grow. */
    @Setup
    public void resize() {
      response.setAutoResize(true);
      service.setAutoResize(true);
      delay.setAutoResize(true);
    }
  }

  /** A pacing thread's writer. */
  @Benchmark
  public boolean singleWriter(Own own, Stamps s) {
    s.advance();
    long started = s.started();
    return own.writer.ended(s.intended(), started, started, s.ended(), Outcome.OK);
  }

  /** The same while it is read every 200 ms. */
  @Benchmark
  public boolean singleWriterDrained(Read read, Stamps s) {
    s.advance();
    long started = s.started();
    return read.writer.ended(s.intended(), started, started, s.ended(), Outcome.OK);
  }

  /** Operations that wait for a slot before they start, and so have five different figures. */
  @Benchmark
  public boolean singleWriterWaiting(Own own, Stamps s) {
    s.advance();
    return own.writer.ended(
        s.intended(), s.intended() + 50, s.started() + 50, s.ended() + 50, Outcome.OK);
  }

  /** HdrHistogram's, one value. */
  @Benchmark
  public void peerSingleWriterRecorder(Own own, Stamps s) {
    s.advance();
    own.peer.recordValue(s.ended() - s.intended());
  }

  /** Three dense histograms and a count between the same two phaser calls. */
  @Benchmark
  public long denseHistograms(Dense dense, Stamps s) {
    s.advance();
    long phase = dense.phaser.writerCriticalSectionEnter();
    try {
      dense.response.recordValue(s.ended() - s.intended());
      dense.service.recordValue(s.serviceNanos());
      dense.delay.recordValue(s.delayNanos());
      return ++dense.ok;
    } finally {
      dense.phaser.writerCriticalSectionExit(phase);
    }
  }

  /** Workers' recorder, one of them. */
  @Benchmark
  public void shared(Shared shared, Stamps s) {
    s.advance();
    long started = s.started();
    shared.recorder.ended(s.intended(), started, started, s.ended(), Outcome.OK);
  }

  /** Workers' recorder, two of them at once. */
  @Benchmark
  @Threads(2)
  public void sharedByTwo(Shared shared, Stamps s) {
    shared(shared, s);
  }

  /** HdrHistogram's, one value. */
  @Benchmark
  public void peerRecorder(Shared shared, Stamps s) {
    s.advance();
    shared.peer.recordValue(s.ended() - s.intended());
  }

  /** HdrHistogram's, one value, from two threads at once. */
  @Benchmark
  @Threads(2)
  public void peerRecorderByTwo(Shared shared, Stamps s) {
    peerRecorder(shared, s);
  }
}
