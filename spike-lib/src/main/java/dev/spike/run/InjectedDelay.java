package dev.spike.run;

import dev.spike.measure.Fact;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What operations lost to faults, phase by phase, and what the target made of it. Thread-safe.
 *
 * <p>Over all operations due in a phase, in the mean: response time = that of the BASELINE phases +
 * caused + amplified. Amplified is what is left: waiting in queues that grew, retries, and whatever
 * else of the phase differs from the baseline, such as its rate. It is below zero where operations
 * did not wait for what was injected, since they timed out or ran it aside.
 */
final class InjectedDelay {
  private final IdentityHashMap<Disturbance.Active, Long> counted = new IdentityHashMap<>();
  private final Map<String, Long> byPhase = new LinkedHashMap<>();

  /** Takes what a fault cost since it was taken last, in a phase. */
  synchronized void take(Disturbance.Active active, Phase phase) {
    long all = active.injectedNanos();
    Long before = counted.put(active, all);
    byPhase.merge(phase.name(), all - (before == null ? 0 : before), Long::sum);
  }

  /** The two parts of each phase in which there was any; none without a baseline. */
  synchronized List<Fact> facts(Timeline timeline) {
    List<Fact> facts = new ArrayList<>();
    Latencies usual = timeline.total(phase -> phase.role() == Role.BASELINE).response();
    for (Phase phase : timeline.phases()) {
      Interval load = timeline.total(phase::equals);
      long injected = byPhase.getOrDefault(phase.name(), 0L);
      boolean compares = usual.count() > 0 && phase.role() != Role.BASELINE;
      if (injected > 0 && compares && load.response().count() > 0) {
        double caused = (double) injected / load.response().count();
        double rest = load.response().mean() - usual.mean() - caused;
        facts.add(fact("caused", phase, caused, "injected, for each operation due"));
        facts.add(fact("amplified", phase, rest, "mean less the baseline's and what was caused"));
      }
    }
    return facts;
  }

  private static Fact fact(String part, Phase phase, double nanos, String detail) {
    return new Fact("latency." + part + "." + phase.name(), nanos, Unit.NANOS, detail);
  }
}
