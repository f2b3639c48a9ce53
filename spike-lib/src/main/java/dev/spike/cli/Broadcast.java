package dev.spike.cli;

import dev.spike.measure.Increment;
import dev.spike.report.RunListener;
import dev.spike.report.ScenarioPlan;
import dev.spike.report.ScenarioResult;
import java.util.List;

/** Passes on what happens to scenarios; the run as a whole is for whoever started it. */
final class Broadcast implements RunListener {
  private final List<RunListener> listeners;

  Broadcast(List<RunListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void note(String line) {
    listeners.forEach(listener -> listener.note(line));
  }

  @Override
  public void scenarioStarts(ScenarioPlan plan) {
    listeners.forEach(listener -> listener.scenarioStarts(plan));
  }

  @Override
  public void interval(ScenarioPlan plan, Increment increment) {
    listeners.forEach(listener -> listener.interval(plan, increment));
  }

  @Override
  public void scenarioEnds(ScenarioResult result) {
    listeners.forEach(listener -> listener.scenarioEnds(result));
  }
}
