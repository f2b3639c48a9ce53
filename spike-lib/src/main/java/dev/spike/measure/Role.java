package dev.spike.measure;

/** What a phase is for. */
public enum Role {
  /** The target's own warm-up; never judged. */
  WARMUP,
  /** What the judge takes as normal. */
  BASELINE,
  /** The disturbance. */
  SPIKE,
  /** Watched for the way back. */
  RECOVERY
}
