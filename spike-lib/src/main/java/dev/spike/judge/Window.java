package dev.spike.judge;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;

/**
 * The part of a run that a criterion looks at.
 *
 * @param name the name of a role or of a phase, or {@code RUN} for all that is judged
 */
public record Window(String name) {
  /** All of the run but the warm-up and the quiet phases. */
  public static final Window RUN = new Window("RUN");

  /** The phases of a role. */
  public static Window of(Role role) {
    return new Window(role.name());
  }

  /** Whether the phase belongs to the window. */
  public boolean matches(Phase phase) {
    if (name.equals(RUN.name)) {
      return phase.role().judged();
    }
    return name.equals(phase.role().name()) || name.equals(phase.name());
  }
}
