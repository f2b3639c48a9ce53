package dev.spike.judge;

/** What is said of one criterion. */
public enum Answer {
  /** It was checked and is met. */
  MET,
  /** It was checked and is not met. */
  NOT_MET,
  /** It could not be decided. */
  INCONCLUSIVE
}
