package dev.spike.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What this JVM takes of the machine, and what the machine does not get: {@code generator.cpu}, its
 * share of the time of all cores, and on Linux {@code machine.steal}, the share that the hypervisor
 * kept for others. Each counts from one reading to the next. A figure that the system does not tell
 * has no gauge.
 */
public final class GeneratorProbe implements Probe {
  private static final Path STAT = Path.of("/proc/stat");

  /** Of the fields of the line cpu, in proc(5): user nice system idle iowait irq softirq steal. */
  private static final int STEAL = 7;

  private static final int FIELDS = 8;

  private final List<Gauge> gauges = new ArrayList<>();

  /** Starts to count now. */
  public GeneratorProbe() {
    if (cpuNanos() >= 0) {
      gauges.add(
          new Gauge("generator.cpu", Unit.RATIO, share(GeneratorProbe::cpuNanos, coresTime())));
    }
    if (stat().length >= FIELDS) {
      gauges.add(
          new Gauge(
              "machine.steal",
              Unit.RATIO,
              share(() -> stat()[STEAL], () -> Stream.of(stat()).mapToLong(Long::valueOf).sum())));
    }
  }

  @Override
  public List<Gauge> gauges() {
    return List.copyOf(gauges);
  }

  /** By how much one counter grew for each unit of the other since the last reading. */
  private static DoubleSupplier share(LongSupplier part, LongSupplier whole) {
    return new DoubleSupplier() {
      private long lastPart = part.getAsLong();
      private long lastWhole = whole.getAsLong();

      @Override
      public double getAsDouble() {
        long nowPart = part.getAsLong();
        long nowWhole = whole.getAsLong();
        double share = (double) (nowPart - lastPart) / (nowWhole - lastWhole);
        lastPart = nowPart;
        lastWhole = nowWhole;
        return Double.isFinite(share) ? share : Double.NaN;
      }
    };
  }

  private static LongSupplier coresTime() {
    int cores = Runtime.getRuntime().availableProcessors();
    return () -> System.nanoTime() * cores;
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }

  /** Ticks of all cores since boot; empty where the system does not tell. */
  private static Long[] stat() {
    try (Stream<String> lines = Files.lines(STAT)) {
      String cpu = lines.findFirst().orElse("").replaceFirst("^cpu\\s+", "");
      return Stream.of(cpu.split("\\s+", -1)).limit(FIELDS).map(Long::valueOf).toArray(Long[]::new);
    } catch (IOException | NumberFormatException e) {
      return new Long[0];
    }
  }
}
