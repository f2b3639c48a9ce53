package dev.spike.judge;

/** Which figure of a gauge's readings a criterion looks at. */
public enum Reading {
  /** The highest. */
  MAX("max"),
  /** The lowest. */
  MIN("min"),
  /** The mean over time. */
  MEAN("mean"),
  /** The last one. */
  LAST("last"),
  /** How often it read otherwise than before. */
  CHANGES("changes");

  private final String word;

  Reading(String word) {
    this.word = word;
  }

  /** As in a text form and in a report. */
  public String word() {
    return word;
  }
}
