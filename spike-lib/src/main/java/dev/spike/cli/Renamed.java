package dev.spike.cli;

import dev.spike.measure.Increment;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;

/** Passes on a scenario under another name. */
final class Renamed implements RunListener {
  private final String name;
  private final RunListener to;

  Renamed(String name, RunListener to) {
    this.name = name;
    this.to = to;
  }

  @Override
  public void note(String line) {
    to.note(line);
  }

  @Override
  public void scenarioStarts(ScenarioPlan plan) {
    to.scenarioStarts(renamed(plan));
  }

  @Override
  public void interval(ScenarioPlan plan, Increment increment) {
    to.interval(renamed(plan), increment);
  }

  @Override
  public void scenarioEnds(ScenarioResult result) {
    to.scenarioEnds(renamed(result));
  }

  ScenarioResult renamed(ScenarioResult result) {
    return new ScenarioResult(
        renamed(result.plan()),
        result.verdict(),
        result.reasons(),
        result.timeline(),
        result.judgement(),
        result.setUpFailed());
  }

  private ScenarioPlan renamed(ScenarioPlan plan) {
    return new ScenarioPlan(
        name,
        plan.parameters(),
        plan.seed(),
        plan.bucketNanos(),
        plan.phases(),
        plan.gauges(),
        plan.criteria(),
        plan.alerts(),
        plan.threads());
  }
}
