package dev.spike.judge;

/** How a value is held against its limit. */
public enum Comparison {
  BELOW("<"),
  AT_MOST("<="),
  AT_LEAST(">="),
  ABOVE(">");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** As in a report. */
  public String symbol() {
    return symbol;
  }

  /** Whether it is an upper limit. */
  boolean isCeiling() {
    return this == BELOW || this == AT_MOST;
  }

  /** Whether the value keeps the limit. */
  public boolean holds(double value, double limit) {
    return switch (this) {
      case BELOW -> value < limit;
      case AT_MOST -> value <= limit;
      case AT_LEAST -> value >= limit;
      case ABOVE -> value > limit;
    };
  }
}
