package dev.spike.report;

import dev.spike.measure.Grid;
import dev.spike.measure.HdrCodec;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Timeline;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the intervals of a run as a log that HdrHistogram's own tools read: a line for each
 * interval of intended start and each of response, service, delay and waiting time, ascending in
 * time, values in nanoseconds. The tag of a line is {@code SCENARIO.response} and so on, so that
 * the scenarios of a run share a file. The lines of a scenario are written when it has ended, since
 * what was due in an interval may end in any later one. Thread-safe.
 */
public final class HistogramLog implements RunListener {
  private final Path path;
  private final LongSupplier epochMillis;
  private @Nullable PrintStream out;
  private @Nullable HistogramLogWriter log;
  private long runMillis;
  private long scenarioMillis;

  /**
   * A log; the file is made, or replaced, when the run begins.
   *
   * @param epochMillis gives the time of day in milliseconds since 1970, such as {@code
   *     System::currentTimeMillis}
   * @throws IllegalArgumentException when the folder is missing or the file cannot be written
   */
  public HistogramLog(Path path, LongSupplier epochMillis) {
    Writable.check(path);
    this.path = path;
    this.epochMillis = epochMillis;
  }

  @Override
  public synchronized void runStarts(RunHeader header) {
    runMillis = epochMillis.getAsLong();
    scenarioMillis = runMillis;
    PrintStream opened = opened();
    HistogramLogWriter writer = new HistogramLogWriter(opened);
    writer.outputComment("[spike, seed " + header.seed() + ", values in nanoseconds]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(runMillis);
    writer.outputBaseTime(runMillis);
    writer.outputLegend();
    out = opened;
    log = writer;
    flush(opened);
  }

  private PrintStream opened() {
    try {
      return new PrintStream(
          new BufferedOutputStream(new FileOutputStream(path.toFile())),
          false,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Writable.failed(path, e);
    }
  }

  @Override
  public synchronized void scenarioStarts(ScenarioPlan plan) {
    scenarioMillis = epochMillis.getAsLong();
  }

  @Override
  public synchronized void scenarioEnds(ScenarioResult result) {
    Timeline timeline = result.timeline();
    if (timeline != null && log != null && out != null) {
      write(tag(result.plan().name()), timeline, log);
      flush(out);
    }
  }

  /** A comma or a space would end the tag; the number of a repetition may stay readable. */
  private static String tag(String scenario) {
    return URLEncoder.encode(scenario, StandardCharsets.UTF_8).replace("%23", "#");
  }

  private void write(String scenario, Timeline timeline, HistogramLogWriter to) {
    Grid grid = timeline.grid();
    double offset = (scenarioMillis - runMillis) / 1e3;
    for (Interval interval : timeline.intervals()) {
      double from = offset + grid.startOf(interval.index()) / 1e9;
      double until = offset + grid.endOf(interval.index()) / 1e9;
      line(to, from, until, scenario + ".response", interval.response());
      line(to, from, until, scenario + ".service", interval.service());
      line(to, from, until, scenario + ".delay", interval.delay());
      line(to, from, until, scenario + ".waiting", interval.waiting());
    }
  }

  private static void line(
      HistogramLogWriter to, double from, double until, String tag, Latencies latencies) {
    Histogram histogram = HdrCodec.histogram(latencies);
    histogram.setTag(tag);
    to.outputIntervalHistogram(from, until, histogram);
  }

  private void flush(PrintStream to) {
    if (to.checkError()) {
      throw Writable.failed(path, new IOException("writing failed, perhaps on a full disk"));
    }
  }

  @Override
  public synchronized void close() {
    if (out != null) {
      out.close();
    }
  }
}
