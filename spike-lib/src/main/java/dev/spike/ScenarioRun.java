package dev.spike;

import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.judge.Judge;
import dev.spike.judge.Metric;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.Increment;
import dev.spike.measure.LiveSet;
import dev.spike.measure.MemoryMeter;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import dev.spike.run.Clock;
import dev.spike.run.Engine;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one scenario, from its set-up to its result. */
final class ScenarioRun {
  private final PlannedScenario planned;
  private final Scenario scenario;
  private final ScenarioPlan plan;
  private final Judge judge;
  private final Clock clock;
  private final boolean required;

  ScenarioRun(PlannedScenario planned, Judge judge, Clock clock, boolean required) {
    this.planned = planned;
    this.scenario = planned.scenario();
    this.plan = planned.plan();
    this.judge = judge;
    this.clock = clock;
    this.required = required;
  }

  /**
   * Runs.
   *
   * @throws InterruptedException when interrupted; what was set up has been torn down
   */
  ScenarioResult run(Consumer<Increment> listener) throws InterruptedException {
    String failure = setUp();
    Optional<String> absent = failure == null ? unhealthy() : Optional.empty();
    if (failure != null || absent.isPresent()) {
      String tearDown = tearDown();
      String reason = failure != null ? failure : absent.get();
      return notRun(tearDown == null ? reason : reason + "; " + tearDown, failure != null);
    }
    Timeline timeline = measured(listener);
    return ScenarioResult.judged(
        plan, timeline, judge.judge(timeline, plan.criteria(), plan.alerts()));
  }

  private ScenarioResult notRun(String reason, boolean setUpFailed) {
    if (setUpFailed) {
      return ScenarioResult.setUpFailed(plan, reason);
    }
    ScenarioResult skipped = ScenarioResult.skipped(plan, reason);
    return required ? skipped.as(Verdict.FAILED, "every target was required to be there") : skipped;
  }

  private @Nullable String setUp() throws InterruptedException {
    for (Step step : scenario.setUp) {
      try {
        step.run();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        return e.toString();
      }
    }
    return null;
  }

  private @Nullable String tearDown() {
    String failure = null;
    for (int i = scenario.tearDown.size() - 1; i >= 0; i--) {
      try {
        scenario.tearDown.get(i).run();
      } catch (Exception e) {
        failure = "tear-down failed: " + e;
      }
    }
    return failure;
  }

  private Optional<String> unhealthy() {
    return scenario.healthChecks.stream()
        .map(HealthCheck::check)
        .filter(health -> !health.good())
        .map(Health::diagnosis)
        .findFirst();
  }

  private Timeline measured(Consumer<Increment> listener) throws InterruptedException {
    String failure = null;
    TimelineBuilder timeline;
    try {
      Optional<MemoryReading> before = memory();
      timeline = new Engine(planned.runPlan(), clock, listener).run();
      scenario.facts.forEach(source -> addFacts(source, timeline));
      before.ifPresent(reading -> addMemory(reading, memory().orElseThrow(), timeline));
      addHealth(timeline);
    } finally {
      failure = tearDown();
    }
    if (failure != null) {
      timeline.addProblem(failure);
    }
    return timeline.build();
  }

  private static void addFacts(FactSource source, TimelineBuilder timeline) {
    try {
      source.facts().forEach(timeline::add);
    } catch (Exception e) {
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

  private Optional<MemoryReading> memory() {
    MemoryMeter meter = scenario.memory;
    if (meter == null) {
      return memoryLimit().isPresent() ? Optional.of(new LiveSet().read()) : Optional.empty();
    }
    return Optional.of(meter.read());
  }

  private Optional<Criterion> memoryLimit() {
    return plan.criteria().stream()
        .filter(
            c ->
                c.metric() instanceof Metric.FactValue fact
                    && fact.name().equals(Criteria.MEMORY_GROWTH))
        .findFirst();
  }

  private void addMemory(MemoryReading before, MemoryReading after, TimelineBuilder timeline) {
    timeline.add(bytes("memory.live.before", before.liveSetBytes(), before.collector()));
    timeline.add(bytes("memory.live.after", after.liveSetBytes(), after.collector()));
    timeline.add(bytes("memory.rss.before", before.rssBytes(), before.collector()));
    timeline.add(bytes("memory.rss.after", after.rssBytes(), after.collector()));
    timeline.add(growth(before, after));
  }

  private Fact growth(MemoryReading before, MemoryReading after) {
    String note = before.note().isEmpty() ? after.note() : before.note();
    double growth = (double) after.liveSetBytes() - before.liveSetBytes();
    double limit = memoryLimit().map(Criterion::limit).orElse(0.0);
    if (before.liveSetBytes() < 0 || after.liveSetBytes() < 0) {
      return new Fact(Criteria.MEMORY_GROWTH, Double.NaN, Unit.BYTES, "not measured: " + note);
    }
    if (growth <= limit && before.maxHeapBytes() - before.liveSetBytes() < limit) {
      String detail =
          "a heap of at most "
              + (before.maxHeapBytes() >> 20)
              + " MB could not show such growth:"
              + " give the target more with -Xmx";
      return new Fact(Criteria.MEMORY_GROWTH, Double.NaN, Unit.BYTES, detail);
    }
    return new Fact(Criteria.MEMORY_GROWTH, growth, Unit.BYTES, "live set, " + after.collector());
  }

  private static Fact bytes(String name, long bytes, String detail) {
    double value = bytes == MemoryReading.NOT_MEASURED ? Double.NaN : bytes;
    return new Fact(name, value, Unit.BYTES, detail);
  }
}
