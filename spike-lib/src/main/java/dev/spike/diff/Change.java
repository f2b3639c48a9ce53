package dev.spike.diff;

/** What is said of one figure of two runs. */
public enum Change {
  /** Surely, and by more than the margin. */
  BETTER("better"),
  /** Surely, and by more than the margin. */
  WORSE("WORSE"),
  /** Surely within the margin. */
  SAME("same"),
  /** None of these. */
  CANNOT_TELL("cannot tell");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  /** As in a report. */
  public String word() {
    return word;
  }
}
