package dev.spike.judge;

/** What is said of a scenario. */
public enum Verdict {
  /** Every criterion was checked and met. */
  PASSED,
  /** At least one criterion was certainly not met. */
  FAILED,
  /** It cannot be decided: the tool was the bottleneck, or there was too little to judge by. */
  INVALID,
  /** The target was not there. */
  SKIPPED
}
