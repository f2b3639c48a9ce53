package dev.spike.measure;

/** How an operation that was due came out. */
public enum Outcome {
  /** The right answer in time. */
  OK,
  /** A wrong answer or an exception. */
  FAILED,
  /** No answer within the operation's time-out. */
  TIMED_OUT,
  /** Refused by the target in good order. */
  REJECTED,
  /** Due, but never started. */
  DROPPED,
  /** Started, but neither answered nor timed out when the run was over. */
  UNFINISHED
}
