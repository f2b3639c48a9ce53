package dev.spike;

import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.GeneratorProbe;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.Phase;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import dev.spike.repeat.Repetition;
import dev.spike.report.ScenarioPlan;
import dev.spike.run.Disturbance;
import dev.spike.run.Limits;
import dev.spike.run.RunPlan;
import dev.spike.run.TimedDisturbance;
import dev.spike.run.Work;
import dev.spike.schedule.ArrivalSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario made ready to run: phases on the clock, checked for what cannot work before anything
 * runs.
 */
final class PlannedScenario {
  static final String UNHEALTHY = "health.bad.after";

  private final Scenario scenario;
  private final ArrivalSchedule schedule;
  private final List<Phase> phases;
  private final List<Gauge> gauges;
  private final RunPlan runPlan;
  private final ScenarioPlan plan;

  PlannedScenario(Scenario scenario, Map<String, String> parameters, long seed, Duration spin) {
    this(scenario, parameters, seed, spin, Repetition.once(scenario.name));
  }

  PlannedScenario(
      Scenario scenario,
      Map<String, String> parameters,
      long seed,
      Duration spin,
      Repetition repetition) {
    this.scenario = scenario;
    LoadProfile load = required(scenario.load, "load(...)");
    Work work = required(scenario.work, "operation(...), async(...) or inline(...)");
    schedule = load.schedule(seed);
    PlannedPhases ofLoad = PlannedPhases.of(load, schedule);
    List<TimedDisturbance> faults = faults(ofLoad.phases());
    PlannedPhases planned = ofLoad.disturbedBy(faults);
    phases = planned.phases();
    gauges = probes().flatMap(probe -> probe.gauges().stream()).toList();
    runPlan =
        new RunPlan(
            schedule,
            planned.users(),
            phases,
            onThreads(work),
            scenario.preparation,
            scenario.rejected,
            new Limits(scenario.timeout.toNanos(), scenario.maxInFlight, scenario.whenFull),
            seed,
            scenario.bucket.toNanos(),
            spin.toNanos(),
            gauges,
            disturbances(faults));
    plan =
        new ScenarioPlan(
            repetition.runName(),
            parameters,
            seed,
            scenario.bucket.toNanos(),
            phases,
            units(),
            criteria(),
            scenario.alerts,
            runPlan.work().description(),
            repetition,
            faults.stream().map(TimedDisturbance::span).toList());
    runPlan.grid();
    new CriteriaCheck(plan).check();
  }

  /** Those of the scenario and of the generator; without others, this JVM's threads and files. */
  private Stream<Probe> probes() {
    Set<String> counts = Set.of(JvmProbe.THREADS, JvmProbe.FILES);
    boolean asked =
        Stream.concat(scenario.criteria.stream(), scenario.alerts.stream())
            .anyMatch(c -> counts.stream().anyMatch(g -> c.label().equals(g + Criteria.GROWTH)));
    boolean given =
        scenario.probes.stream()
            .flatMap(probe -> probe.gauges().stream())
            .anyMatch(gauge -> counts.contains(gauge.name()));
    Stream<Probe> ours =
        asked && !given
            ? Stream.of(new GeneratorProbe(), new JvmProbe())
            : Stream.of(new GeneratorProbe());
    return Stream.concat(scenario.probes.stream(), ours);
  }

  private Work onThreads(Work work) {
    return work instanceof Work.Blocking blocking
        ? new Work.Blocking(blocking.operation(), scenario.threads)
        : work;
  }

  Scenario scenario() {
    return scenario;
  }

  RunPlan runPlan() {
    return runPlan;
  }

  ScenarioPlan plan() {
    return plan;
  }

  long durationNanos() {
    return schedule.durationNanos();
  }

  private <T> T required(@Nullable T part, String method) {
    if (part == null) {
      throw new IllegalArgumentException(
          "scenario " + scenario.name + " has no " + method + ": it needs one before it can run");
    }
    return part;
  }

  private List<TimedDisturbance> faults(List<Phase> in) {
    return scenario.during.stream()
        .flatMap(during -> during.stretch().of(during.disturbance(), scenario.name, in).stream())
        .toList();
  }

  /** The faults, and what is no fault but is told of the edges of phases. */
  private List<TimedDisturbance> disturbances(List<TimedDisturbance> faults) {
    Stream<TimedDisturbance> edges =
        scenario.eachPhase.stream()
            .flatMap(each -> phases.stream().map(phase -> lasting(each.apply(phase), phase)));
    return Stream.concat(faults.stream(), edges).toList();
  }

  private static TimedDisturbance lasting(Disturbance disturbance, Phase phase) {
    return new TimedDisturbance(disturbance, phase.startNanos(), phase.endNanos());
  }

  private Map<String, Unit> units() {
    Map<String, Unit> units = new LinkedHashMap<>();
    for (Gauge gauge : gauges) {
      if (units.put(gauge.name(), gauge.unit()) != null) {
        throw new IllegalArgumentException(
            "gauge "
                + gauge.name()
                + " of scenario "
                + scenario.name
                + " comes twice: give each probe names of its own");
      }
    }
    return units;
  }

  /** The user's criteria, and that every fault acted and the target is well afterwards. */
  private List<Criterion> criteria() {
    List<Criterion> all = new ArrayList<>(scenario.criteria);
    scenario.during.stream()
        .map(during -> Criteria.count(Fact.FIRED + during.disturbance().name()).atLeast(1))
        .distinct()
        .forEach(all::add);
    if (!scenario.healthChecks.isEmpty()) {
      all.add(Criteria.count(UNHEALTHY).atMost(0));
    }
    return all;
  }

  /** What the judge will not be able to tell, said before it runs, a line each. */
  List<String> notes() {
    return Stream.concat(tooThin().stream(), new CriteriaCheck(plan).thin().stream()).toList();
  }

  Optional<String> tooThin() {
    boolean asked = plan.criteria().stream().anyMatch(CriteriaCheck::isWayBack);
    // How many operations users make depends on the target.
    boolean open = runPlan.users().isEmpty();
    return asked && open ? new PlannedRecovery(plan, runPlan.grid()).problem() : Optional.empty();
  }
}
