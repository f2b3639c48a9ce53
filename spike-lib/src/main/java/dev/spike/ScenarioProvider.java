package dev.spike;

import java.util.List;

/**
 * Gives a scenario a name from which another JVM can make it again. Found by {@link
 * java.util.ServiceLoader}; needs a public constructor without arguments.
 */
public interface ScenarioProvider {
  /** The scenario's name, by which it is listed and chosen. */
  String name();

  /** One line on what it does. */
  String description();

  /** What it can be made with. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Makes the scenario, without touching its target yet.
   *
   * @throws IllegalArgumentException when a value is of the wrong form or out of bounds
   */
  Scenario scenario(Params params);
}
