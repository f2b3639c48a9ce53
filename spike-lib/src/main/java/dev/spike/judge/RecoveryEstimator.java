package dev.spike.judge;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.List;

/** Finds out from a timeline whether and when the target came back. */
@FunctionalInterface
public interface RecoveryEstimator {
  /** Looks at one part of the run; does not throw: what cannot be told is INCONCLUSIVE. */
  Recovery estimate(Timeline timeline, Watch watch);

  /** Looks at all that follows the last spike's disturbance. */
  default Recovery estimate(Timeline timeline) {
    List<Phase> spikes = timeline.phases(Role.SPIKE).toList();
    if (spikes.isEmpty() || timeline.phases(Role.BASELINE).findAny().isEmpty()) {
      return Recovery.inconclusive("the load has no BASELINE and SPIKE phases to tell recovery by");
    }
    return estimate(timeline, Watch.from(spikes.get(spikes.size() - 1).quietFromNanos()));
  }
}
