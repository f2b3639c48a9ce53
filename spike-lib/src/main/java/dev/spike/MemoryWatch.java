package dev.spike;

import static dev.spike.measure.MemoryReading.NOT_MEASURED;

import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.judge.Metric;
import dev.spike.judge.Wording;
import dev.spike.measure.Fact;
import dev.spike.measure.LiveSet;
import dev.spike.measure.MemoryMeter;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioPlan;
import dev.spike.run.Interlude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the memory of the target before the load, in its quiet phases and after it, and tells it as
 * facts. For one run.
 */
final class MemoryWatch implements Interlude {
  private final Optional<MemoryMeter> meter;
  private final List<Phase> quiet;
  private final Optional<Criterion> limit;
  private final Map<Phase, MemoryReading> cycles = new HashMap<>();

  MemoryWatch(Scenario scenario, ScenarioPlan plan) {
    quiet = plan.phases().stream().filter(phase -> phase.role() == Role.QUIET).toList();
    limit = plan.criteria().stream().filter(c -> isGrowth(c.metric())).findFirst();
    boolean asked =
        Stream.concat(plan.criteria().stream(), plan.alerts().stream())
            .anyMatch(c -> isGrowth(c.metric()) || c.metric() instanceof Metric.Leak);
    Optional<MemoryMeter> given = Optional.ofNullable(scenario.memory);
    meter = asked ? given.or(() -> Optional.of(new LiveSet())) : given;
  }

  private static boolean isGrowth(Metric metric) {
    return metric instanceof Metric.FactValue fact && fact.name().equals(Criteria.MEMORY_GROWTH);
  }

  /** Reads now; empty where nobody asks for it. */
  Optional<MemoryReading> read() {
    return meter.map(MemoryWatch::read);
  }

  private static MemoryReading read(MemoryMeter meter) {
    try {
      return meter.read();
    } catch (RuntimeException e) {
      String note = "the memory meter failed: " + e;
      return new MemoryReading(NOT_MEASURED, NOT_MEASURED, NOT_MEASURED, "unknown", note);
    }
  }

  @Override
  public void perform(Phase phase) {
    read().ifPresent(reading -> cycles.put(phase, reading));
  }

  /** What was read before the load and within it, and what is read now. */
  List<Fact> facts(MemoryReading before) {
    MemoryReading after = read().orElse(before);
    List<Fact> facts = new ArrayList<>();
    facts.add(bytes("memory.live.before", before.liveSetBytes(), before.collector()));
    quiet.forEach(phase -> facts.add(cycle(phase)));
    facts.add(bytes("memory.live.after", after.liveSetBytes(), after.collector()));
    facts.add(bytes("memory.rss.before", before.rssBytes(), before.collector()));
    facts.add(bytes("memory.rss.after", after.rssBytes(), after.collector()));
    facts.add(bytes(Criteria.MAX_HEAP, before.maxHeapBytes(), before.collector()));
    facts.add(growth(before, after));
    return facts;
  }

  private Fact cycle(Phase phase) {
    MemoryReading reading = cycles.get(phase);
    String name = Criteria.LIVE_SET + phase.name();
    if (reading == null) {
      return bytes(name, NOT_MEASURED, "operations were still under way in half of it");
    }
    boolean known = reading.liveSetBytes() != NOT_MEASURED;
    String rss = reading.rssBytes() == NOT_MEASURED ? "unknown" : size(reading.rssBytes());
    String beside = reading.collector() + ", RSS " + rss;
    return bytes(name, reading.liveSetBytes(), known ? beside : notMeasured(reading));
  }

  private Fact growth(MemoryReading before, MemoryReading after) {
    double growth = (double) after.liveSetBytes() - before.liveSetBytes();
    String unknown = unknown(before, after, growth);
    return unknown.isEmpty()
        ? new Fact(Criteria.MEMORY_GROWTH, growth, Unit.BYTES, "live set, " + after.collector())
        : new Fact(Criteria.MEMORY_GROWTH, Double.NaN, Unit.BYTES, unknown);
  }

  /** Why the growth is not known; empty when it is. */
  private String unknown(MemoryReading before, MemoryReading after, double growth) {
    double most = limit.map(Criterion::limit).orElse(0.0);
    if (before.liveSetBytes() == NOT_MEASURED || after.liveSetBytes() == NOT_MEASURED) {
      return notMeasured(before.note().isEmpty() ? after : before);
    }
    if (growth > most) {
      return "";
    }
    if (before.maxHeapBytes() == NOT_MEASURED) {
      return "the limit of the heap is not known, so it may be too small to show growth";
    }
    return before.maxHeapBytes() - before.liveSetBytes() >= most
        ? ""
        : "a heap of at most "
            + size(before.maxHeapBytes())
            + " could not show such growth: give the target more with -Xmx";
  }

  private static String notMeasured(MemoryReading reading) {
    return "not measured: " + reading.note();
  }

  private static String size(long bytes) {
    return Wording.of((double) bytes, Unit.BYTES);
  }

  private static Fact bytes(String name, long bytes, String detail) {
    double value = bytes == NOT_MEASURED ? Double.NaN : bytes;
    return new Fact(name, value, Unit.BYTES, detail);
  }
}
