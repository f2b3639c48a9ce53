package dev.spike;

import dev.spike.judge.Criteria;
import dev.spike.judge.Metric;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioPlan;
import dev.spike.run.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a run leaves behind: by how much counts such as those of threads and of connections in use
 * are higher after it than before the spike, where a criterion asks. For one run.
 *
 * <p>Before is the reading before the load; of threads and files, which a target has more of once
 * it is warm, the lowest of the last readings of the baseline. After is the lowest reading without
 * load, until it is as low as that or the time to settle is over.
 */
final class Leftovers {
  private static final long LOOK_EVERY_NANOS = 10_000_000;

  private static final Set<String> GROWING_WARM = Set.of(JvmProbe.THREADS, JvmProbe.FILES);

  private final Clock clock;
  private final Map<Gauge, Double> atFirst = new LinkedHashMap<>();

  /** Reads the counts before the load. */
  Leftovers(List<Gauge> gauges, ScenarioPlan plan, Clock clock) {
    this.clock = clock;
    Set<String> asked = asked(plan);
    gauges.stream()
        .filter(gauge -> gauge.unit() == Unit.COUNT && asked.contains(fact(gauge)))
        .forEach(gauge -> atFirst.put(gauge, read(gauge)));
  }

  private static Set<String> asked(ScenarioPlan plan) {
    return Stream.concat(plan.criteria().stream(), plan.alerts().stream())
        .filter(criterion -> criterion.metric() instanceof Metric.FactValue)
        .map(criterion -> ((Metric.FactValue) criterion.metric()).name())
        .collect(Collectors.toSet());
  }

  private static String fact(Gauge gauge) {
    return gauge.name() + Criteria.GROWTH;
  }

  /** Waits for the counts to settle, at most five seconds. */
  List<Fact> facts(Timeline timeline) throws InterruptedException {
    long deadline = clock.nanoTime() + Defaults.SETTLE.toNanos();
    List<Fact> facts = new ArrayList<>();
    for (Map.Entry<Gauge, Double> count : atFirst.entrySet()) {
      double before = before(timeline, count.getKey(), count.getValue());
      double after = settled(count.getKey(), before, deadline);
      facts.add(growth(count.getKey(), before, after));
    }
    return facts;
  }

  private static double read(Gauge gauge) {
    try {
      return gauge.value().getAsDouble();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }

  private static double before(Timeline timeline, Gauge gauge, double atFirst) {
    if (!GROWING_WARM.contains(gauge.name()) && !Double.isNaN(atFirst)) {
      return atFirst;
    }
    long spike = timeline.phases(Role.SPIKE).mapToLong(Phase::startNanos).findFirst().orElse(0);
    double[] readings =
        timeline
            .indexesOf(phase -> phase.role() == Role.BASELINE && phase.endNanos() <= spike)
            .mapToDouble(i -> timeline.series(gauge.name()).orElseThrow().values().get(i))
            .filter(reading -> !Double.isNaN(reading))
            .toArray();
    int first = Math.max(0, readings.length - Defaults.TAIL_BUCKETS);
    return DoubleStream.of(readings).skip(first).min().orElse(atFirst);
  }

  private double settled(Gauge count, double before, long deadline) throws InterruptedException {
    double lowest = read(count);
    while (lowest > before && clock.nanoTime() < deadline) {
      clock.sleepUntil(clock.nanoTime() + LOOK_EVERY_NANOS);
      lowest = Math.min(lowest, read(count));
    }
    return lowest;
  }

  private static Fact growth(Gauge gauge, double before, double after) {
    double growth = after - before;
    String detail =
        Double.isNaN(growth)
            ? "not measured: " + gauge.name() + " could not be read"
            : (long) before + " before the spike, " + (long) after + " after the run";
    return new Fact(fact(gauge), growth, Unit.COUNT, detail);
  }
}
