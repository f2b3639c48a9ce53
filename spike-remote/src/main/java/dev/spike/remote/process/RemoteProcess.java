package dev.spike.remote.process;

import static dev.spike.measure.MemoryReading.NOT_MEASURED;

import dev.spike.measure.Gauge;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.MemoryMeter;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another JVM of the same user on this machine, seen from outside.
 *
 * <table>
 * <caption>Gauges; NaN where the system does not tell or the process is gone</caption>
 * <tr><td>{@code target.rss}</td><td>BYTES</td><td>resident set; Linux</td></tr>
 * <tr><td>{@code target.cpu}</td><td>RATIO</td><td>CPU time since the last reading over the time
 * since then: 1.0 is one core kept busy, and more cores give more than 1; NaN at first</td></tr>
 * <tr><td>{@code target.threads}</td><td>COUNT</td><td>platform threads
 * but those by which the JVM collects and compiles; Linux</td></tr>
 * <tr><td>{@code target.fds}</td><td>COUNT</td><td>open file descriptors; Linux</td></tr>
 * </table>
 *
 * <p>The live set is the total of {@code jcmd GC.class_histogram}, which collects fully first under
 * every collector; it needs a JDK here and the same user there. A process that took over the id of
 * one that ended is not mistaken for it. Thread-safe.
 */
public final class RemoteProcess implements Probe, MemoryMeter {
  private static final Duration JCMD_TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");

  private final long pid;
  private final Optional<ProcessHandle> handle;
  private final ProcStatus status;
  private final Jcmd jcmd;
  private final List<Gauge> gauges;
  private volatile JvmFlags flags = JvmFlags.UNKNOWN;

  private RemoteProcess(long pid, Path proc, Jcmd jcmd) {
    if (pid < 1) {
      throw new IllegalArgumentException(
          "process id is " + pid + ": it must be that of a running JVM, such as jcmd -l lists");
    }
    this.pid = pid;
    this.handle = ProcessHandle.of(pid);
    this.status = new ProcStatus(proc.resolve(Long.toString(pid)));
    this.jcmd = jcmd;
    this.gauges = makeGauges(handle, status);
  }

  /** The process with this id; one that is not there gives readings that say so. */
  public static RemoteProcess of(long pid) {
    return of(pid, Jcmd.ofThisJdk(), JCMD_TIMEOUT);
  }

  static RemoteProcess of(long pid, Path tool, Duration timeout) {
    return new RemoteProcess(pid, Path.of("/proc"), new Jcmd(tool, timeout));
  }

  private static List<Gauge> makeGauges(Optional<ProcessHandle> handle, ProcStatus status) {
    CpuShare cpu =
        new CpuShare(
            () -> handle.filter(ProcessHandle::isAlive).flatMap(h -> h.info().totalCpuDuration()),
            System::nanoTime);
    return List.of(
        new Gauge("target.rss", Unit.BYTES, whileAlive(handle, status::rssBytes)),
        new Gauge("target.cpu", Unit.RATIO, cpu::sinceLast),
        new Gauge(JvmProbe.THREADS, Unit.COUNT, whileAlive(handle, status::threads)),
        new Gauge(JvmProbe.FILES, Unit.COUNT, whileAlive(handle, status::openFiles)));
  }

  private static DoubleSupplier whileAlive(Optional<ProcessHandle> handle, DoubleSupplier value) {
    return () -> alive(handle) ? value.getAsDouble() : Double.NaN;
  }

  private static boolean alive(Optional<ProcessHandle> handle) {
    return handle.map(ProcessHandle::isAlive).orElse(false);
  }

  @Override
  public List<Gauge> gauges() {
    return gauges;
  }

  @Override
  public MemoryReading read() {
    if (!alive(handle)) {
      return unread("process " + pid + " is gone", NOT_MEASURED);
    }
    try {
      long live = liveSet();
      if (flags.equals(JvmFlags.UNKNOWN)) {
        flags = JvmFlags.parse(jcmd.run(pid, "VM.flags"));
      }
      long rss = rss();
      return new MemoryReading(
          live, rss, flags.maxHeapBytes(), flags.collector(), note(flags, rss));
    } catch (IOException e) {
      return unread("process " + pid + ": " + e.getMessage(), rss());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unread("process " + pid + ": interrupted while measuring", rss());
    }
  }

  private long liveSet() throws IOException, InterruptedException {
    for (String line : jcmd.run(pid, "GC.class_histogram")) {
      Matcher total = TOTAL.matcher(line);
      if (total.matches()) {
        return Long.parseLong(total.group(1));
      }
    }
    throw new IOException("GC.class_histogram printed no total");
  }

  private String note(JvmFlags flags, long rss) {
    if (flags.maxHeapBytes() == NOT_MEASURED) {
      return "process " + pid + ": VM.flags names no maximum heap";
    }
    return rss == NOT_MEASURED ? "process " + pid + ": the system tells no resident set" : "";
  }

  private long rss() {
    double bytes = status.rssBytes();
    return Double.isNaN(bytes) || !alive(handle) ? NOT_MEASURED : (long) bytes;
  }

  private static MemoryReading unread(String note, long rss) {
    return new MemoryReading(NOT_MEASURED, rss, NOT_MEASURED, "unknown", note);
  }
}
