package dev.spike;

import dev.spike.report.ScenarioResult;

/** Runs one trial of a frontier. */
@FunctionalInterface
interface TrialRun {
  /**
   * Runs.
   *
   * @throws InterruptedException when interrupted; what was set up has been torn down
   */
  ScenarioResult run(PlannedScenario planned) throws InterruptedException;
}
