package dev.spike;

import dev.spike.chaos.Fault;
import dev.spike.chaos.Injection;
import dev.spike.chaos.fault.Faults;
import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.judge.Judge;
import dev.spike.judge.Metric;
import dev.spike.judge.TimeToDetect;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.repeat.Repetition;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import dev.spike.run.RunPlan;
import dev.spike.run.TimedDisturbance;
import dev.spike.sim.Effect;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.Simulation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One scenario on virtual time, against a model of its target. */
final class DryRun {
  private final RunPlan load;
  private final ScenarioPlan plan;
  private final Judge judge;
  private final Set<String> notSimulated = new LinkedHashSet<>();
  private ServiceModel service;

  DryRun(PlannedScenario planned, ServiceModel service, Judge judge) {
    this.load = planned.runPlan();
    this.judge = judge;
    this.service = service;
    if (!load.users().isEmpty()) {
      throw new IllegalArgumentException(
          "dry run of scenario "
              + planned.plan().name()
              + ": users of a closed model are not simulated; give it a load of rates");
    }
    load.disturbances().forEach(this::disturb);
    noteWhatIsNotCalled(planned.scenario());
    plan = planOn(planned.plan());
  }

  /** Nothing is sampled, and there are no threads. */
  private ScenarioPlan planOn(ScenarioPlan real) {
    return new ScenarioPlan(
        real.name(),
        real.parameters(),
        real.seed(),
        real.bucketNanos(),
        real.phases(),
        Map.of(),
        real.criteria(),
        real.alerts(),
        "none; simulated are " + service.description(),
        Repetition.once(real.name()),
        real.faults());
  }

  private void disturb(TimedDisturbance timed) {
    Optional<Effect> effect =
        timed.disturbance() instanceof FaultDisturbance fault
            ? effect(fault.name(), fault.injection(), timed)
            : Optional.empty();
    effect.ifPresentOrElse(
        known -> service = service.with(known), () -> notSimulated.add(timed.disturbance().name()));
  }

  private static Optional<Effect> effect(String name, Injection where, TimedDisturbance when) {
    if (where.isConditional()) {
      return Optional.empty();
    }
    Fault fault = where.fault();
    double share = where.probability();
    if (fault.kind().equals("exception")) {
      return Optional.of(new Effect.Failure(name, share, when.fromNanos(), when.toNanos()));
    }
    return Faults.fixedLatency(fault)
        .map(
            delay ->
                new Effect.Delay(name, delay.toNanos(), share, when.fromNanos(), when.toNanos()));
  }

  private void noteWhatIsNotCalled(Scenario scenario) {
    Map<String, Boolean> parts = new LinkedHashMap<>();
    parts.put("set-up", !scenario.setUp.isEmpty());
    parts.put("tear-down", !scenario.tearDown.isEmpty());
    parts.put("health checks", !scenario.healthChecks.isEmpty());
    parts.put("probes", !scenario.probes.isEmpty());
    parts.put("facts", !scenario.facts.isEmpty());
    parts.put("memory", scenario.memory != null);
    parts.forEach(
        (part, there) -> {
          if (there) {
            notSimulated.add(part);
          }
        });
  }

  ScenarioPlan plan() {
    return plan;
  }

  /** What of the scenario has no part in it, in one line. */
  Optional<String> notSimulated() {
    String text =
        "scenario " + plan.name() + ": not simulated are " + String.join(", ", notSimulated);
    return notSimulated.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  ScenarioResult run(Consumer<Increment> listener) {
    Timeline timeline =
        new Simulation(
                load.schedule(),
                load.phases(),
                load.bucketNanos(),
                load.limits(),
                service,
                load.seed())
            .run(listener)
            .timeline();
    Timeline explained = timeline.plus(unknown(timeline));
    return ScenarioResult.judged(
        plan, explained, judge.judge(explained, plan.criteria(), plan.alerts()));
  }

  /** Facts and gauges that are asked for, and that no model of a service can know. */
  private List<Fact> unknown(Timeline timeline) {
    return Stream.concat(plan.criteria().stream(), plan.alerts().stream())
        .map(Criterion::metric)
        .flatMap(metric -> names(metric).map(name -> unknown(name, metric)))
        .filter(fact -> timeline.fact(fact.name()).isEmpty())
        .distinct()
        .toList();
  }

  private static Fact unknown(String name, Metric metric) {
    return new Fact(name, Double.NaN, metric.unit(), "a simulation cannot know it");
  }

  /** What a metric reads that is not of the operations. */
  private Stream<String> names(Metric metric) {
    if (metric instanceof Metric.FactValue fact) {
      return Stream.of(fact.name());
    }
    if (metric instanceof Metric.Leak) {
      return plan.phases().stream()
          .filter(phase -> phase.role() == Role.QUIET)
          .map(phase -> Criteria.LIVE_SET + phase.name());
    }
    Metric read = metric instanceof TimeToDetect detection ? detection.signal() : metric;
    return read instanceof Metric.OfGauge gauge ? Stream.of(gauge.gauge()) : Stream.empty();
  }
}
