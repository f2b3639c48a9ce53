package dev.spike.report;

import dev.spike.measure.Increment;

/**
 * Is told of a run as it happens. Calls come one at a time, though from different threads. An
 * exception in {@link #interval} stops the scenario and makes it INVALID; an exception elsewhere
 * ends the run.
 */
public interface RunListener extends AutoCloseable {
  /** The run begins. */
  default void runStarts(RunHeader header) {}

  /**
   * Something to know before or while a scenario runs, such as a baseline too thin to be judged.
   */
  default void note(String line) {}

  /** A scenario begins. */
  default void scenarioStarts(ScenarioPlan plan) {}

  /** An interval of the clock has ended. */
  default void interval(ScenarioPlan plan, Increment increment) {}

  /** A scenario has ended, was skipped, or could not be set up. */
  default void scenarioEnds(ScenarioResult result) {}

  /** The run is over. */
  default void runEnds(Results results) {}

  @Override
  default void close() {}
}
