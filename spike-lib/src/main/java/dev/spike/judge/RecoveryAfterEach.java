package dev.spike.judge;

import dev.spike.measure.Role;

/**
 * From each end of a disturbance until the target is back in its baseline's band.
 *
 * @param disturbance the name of a fault, or SPIKE
 */
public record RecoveryAfterEach(String disturbance) implements Metric.OfEdges {
  /** Refuses a role that does not disturb. */
  public RecoveryAfterEach {
    for (Role role : Role.values()) {
      if (role != Role.SPIKE && role.name().equals(disturbance)) {
        throw new IllegalArgumentException(
            "recovery after each "
                + role
                + ": there is nothing to recover from; say SPIKE or the name of a fault");
      }
    }
  }

  @Override
  public String text() {
    return "recovery after each " + disturbance;
  }
}
