package dev.spike.judge;

import dev.spike.measure.Timeline;

/** Finds out from a timeline whether and when the target came back. */
@FunctionalInterface
public interface RecoveryEstimator {
  /** Looks at the whole run; does not throw: what cannot be told is INCONCLUSIVE. */
  Recovery estimate(Timeline timeline);
}
