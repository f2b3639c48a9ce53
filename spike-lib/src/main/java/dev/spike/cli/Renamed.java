package dev.spike.cli;

import dev.spike.measure.Increment;
import dev.spike.repeat.Repetition;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;

/** Passes on a scenario as one of several runs, under its name. */
final class Renamed implements RunListener {
  private final Repetition repetition;
  private final RunListener to;

  Renamed(Repetition repetition, RunListener to) {
    this.repetition = repetition;
    this.to = to;
  }

  @Override
  public void note(String line) {
    to.note(line);
  }

  @Override
  public void scenarioStarts(ScenarioPlan plan) {
    to.scenarioStarts(plan.as(repetition));
  }

  @Override
  public void interval(ScenarioPlan plan, Increment increment) {
    to.interval(plan.as(repetition), increment);
  }

  @Override
  public void scenarioEnds(ScenarioResult result) {
    to.scenarioEnds(renamed(result));
  }

  ScenarioResult renamed(ScenarioResult result) {
    return new ScenarioResult(
        result.plan().as(repetition),
        result.verdict(),
        result.reasons(),
        result.timeline(),
        result.judgement(),
        result.setUpFailed());
  }
}
