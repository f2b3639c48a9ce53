package dev.spike;

import dev.spike.judge.Judge;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import dev.spike.run.Clock;
import dev.spike.run.EarlyEnd;
import dev.spike.run.Engine;
import dev.spike.run.EngineWarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of one scenario, from its set-up to its result. */
final class ScenarioRun {
  private final PlannedScenario planned;
  private final Scenario scenario;
  private final ScenarioPlan plan;
  private final Judge judge;
  private final Clock clock;
  private final SpikeOptions options;

  ScenarioRun(PlannedScenario planned, Judge judge, Clock clock, SpikeOptions options) {
    this.planned = planned;
    this.scenario = planned.scenario();
    this.plan = planned.plan();
    this.judge = judge;
    this.clock = clock;
    this.options = options;
  }

  /**
   * Runs.
   *
   * @throws InterruptedException when interrupted; what was set up has been torn down
   */
  ScenarioResult run(Consumer<Increment> listener) throws InterruptedException {
    Optional<ScenarioResult> obstacle;
    Optional<TimelineBuilder> measured;
    Optional<String> left;
    try {
      obstacle = obstacle();
      measured = obstacle.isEmpty() ? Optional.of(measured(listener)) : Optional.empty();
    } finally {
      left = tearDown();
    }
    if (measured.isEmpty()) {
      ScenarioResult notRun = obstacle.orElseThrow();
      return left.map(failure -> notRun.as(notRun.verdict(), failure)).orElse(notRun);
    }
    left.ifPresent(measured.get()::addProblem);
    Timeline timeline = measured.get().build();
    return ScenarioResult.judged(
        plan.over(timeline.phases()),
        timeline,
        judge.judge(timeline, plan.criteria(), plan.alerts()));
  }

  /** Why it cannot run: its set-up failed, or its target is not there. */
  private Optional<ScenarioResult> obstacle() throws InterruptedException {
    for (Step step : scenario.setUp) {
      try {
        step.run();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | Error e) {
        return Optional.of(ScenarioResult.setUpFailed(plan, reason(e)));
      }
    }
    return unhealthy().map(this::absent);
  }

  private ScenarioResult absent(String reason) {
    ScenarioResult skipped = ScenarioResult.skipped(plan, reason);
    return options.requireAll()
        ? skipped.as(Verdict.FAILED, "every target was required to be there")
        : skipped;
  }

  /** Every step, whatever the others do; the last one given comes first. */
  private Optional<String> tearDown() {
    List<String> failures = new ArrayList<>();
    for (int i = scenario.tearDown.size() - 1; i >= 0; i--) {
      try {
        scenario.tearDown.get(i).run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add("tear-down failed: " + e);
      } catch (Exception | Error e) {
        failures.add("tear-down failed: " + e);
      }
    }
    return failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
  }

  private Optional<String> unhealthy() {
    return scenario.healthChecks.stream()
        .map(ScenarioRun::checked)
        .filter(health -> !health.good())
        .map(Health::diagnosis)
        .findFirst();
  }

  private static Health checked(HealthCheck check) {
    try {
      return check.check();
    } catch (RuntimeException e) {
      return new Health(false, "the health check itself failed: " + e);
    }
  }

  private TimelineBuilder measured(Consumer<Increment> listener) throws InterruptedException {
    Fact warmUp = EngineWarmUp.run(planned.runPlan());
    MemoryWatch memory = new MemoryWatch(scenario, plan);
    Optional<MemoryReading> before = memory.read();
    Leftovers leftovers = new Leftovers(planned.runPlan().gauges(), plan, clock);
    EarlyEnd end = new EarlyEnd();
    EndRule rule = new EndRule(plan, options, end::ask);
    Consumer<Increment> watched = listener.andThen(rule::add);
    TimelineBuilder timeline = new Engine(planned.runPlan(), clock, watched, memory, end).run();
    timeline.add(warmUp);
    scenario.facts.forEach(source -> addFacts(source, timeline));
    leftovers.facts(timeline.build()).forEach(timeline::add);
    before.ifPresent(reading -> memory.facts(reading).forEach(timeline::add));
    addHealth(timeline);
    return timeline;
  }

  private static void addFacts(FactSource source, TimelineBuilder timeline) {
    try {
      source.facts().forEach(timeline::add);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      timeline.addProblem("facts could not be found out: " + e);
    } catch (Exception | Error e) {
      timeline.addProblem("facts could not be found out: " + e);
    }
  }

  private void addHealth(TimelineBuilder timeline) {
    if (!scenario.healthChecks.isEmpty()) {
      Optional<String> diagnosis = unhealthy();
      timeline.add(
          Fact.count(
              PlannedScenario.UNHEALTHY, diagnosis.isPresent() ? 1 : 0, diagnosis.orElse("")));
    }
  }

  private static String reason(Throwable error) {
    String type = error.getClass().getSimpleName();
    return error.getMessage() == null ? type : type + ": " + error.getMessage();
  }
}
