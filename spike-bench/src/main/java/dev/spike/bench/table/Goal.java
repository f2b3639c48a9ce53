package dev.spike.bench.table;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One figure of a row, and what it is to reach.
 *
 * @param name what it is within its row; empty when the row has said so
 * @param kind how the limit is meant
 * @param limit in the unit
 * @param unit such as {@code us}; empty for a share
 */
record Goal(String name, Kind kind, double limit, String unit) {
  enum Kind {
    AT_MOST("<="),
    AT_LEAST(">="),
    /** No target: the figure is only told. */
    TOLD("");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  private static final MathContext DIGITS = new MathContext(3);
  private static final double PERCENT = 100;

  static Goal atMost(String name, double limit, String unit) {
    return new Goal(name, Kind.AT_MOST, limit, unit);
  }

  static Goal atLeast(String name, double limit, String unit) {
    return new Goal(name, Kind.AT_LEAST, limit, unit);
  }

  static Goal told(String name, String unit) {
    return new Goal(name, Kind.TOLD, 0, unit);
  }

  boolean isTarget() {
    return kind != Kind.TOLD;
  }

  /** Such as {@code p99 <= 250 us}. */
  String target() {
    return (name + " " + kind.sign + " " + amount(limit)).strip();
  }

  /** Such as {@code p99 31.4 us}. */
  String measured(double value) {
    return (name + " " + amount(value)).strip();
  }

  /**
   * Whether the value lies on the wrong side of the limit; one that is not known misses nothing.
   */
  boolean missedBy(double value) {
    return switch (kind) {
      case AT_MOST -> value > limit;
      case AT_LEAST -> value < limit;
      case TOLD -> false;
    };
  }

  /** Such as {@code p99 by 50 us (20%)}. */
  String miss(double value) {
    double by = Math.abs(value - limit);
    String share = limit == 0 ? "" : " (" + digits(by / limit * PERCENT) + "%)";
    return (name + " by " + amount(by) + share).strip();
  }

  private String amount(double value) {
    return Double.isNaN(value) ? "not measured" : (digits(value) + " " + unit).strip();
  }

  /** Three significant digits, without an exponent. */
  private static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
