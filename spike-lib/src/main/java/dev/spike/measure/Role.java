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
  RECOVERY,
  /** No load, so that the target can be looked at undisturbed; never judged. */
  QUIET;

  /** Whether operations of such phases are judged. */
  public boolean judged() {
    return this != WARMUP && this != QUIET;
  }
}
