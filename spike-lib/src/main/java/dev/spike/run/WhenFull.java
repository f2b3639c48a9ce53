package dev.spike.run;

/** What happens to an arrival that is due while the cap on operations in flight is reached. */
public enum WhenFull {
  /**
   * It waits for a slot and keeps its intended start, so that the waiting counts as response time.
   */
  WAIT,
  /** It is counted as dropped. */
  DROP
}
