package dev.spike.diff;

import java.util.List;

/**
 * What became of one scenario.
 *
 * @param name the scenario's
 * @param notes what else differs, such as a parameter, a line each
 * @param differences figure by figure
 */
public record ScenarioDiff(String name, List<String> notes, List<Difference> differences) {
  /** Copies its lists. */
  public ScenarioDiff {
    notes = List.copyOf(notes);
    differences = List.copyOf(differences);
  }
}
