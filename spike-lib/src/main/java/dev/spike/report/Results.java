package dev.spike.report;

import java.util.List;

/**
 * A whole run, just ended or read from a file.
 *
 * @param header what was known before
 * @param scenarios in the order they ran
 * @param partial whether the run was cut off, so that the last scenario is not whole or some are
 *     missing
 */
public record Results(RunHeader header, List<ScenarioResult> scenarios, boolean partial) {
  /** Copies its list. */
  public Results {
    scenarios = List.copyOf(scenarios);
  }
}
