package dev.spike.report;

import dev.spike.measure.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures as a reader sees them: three significant digits and a unit that suits their size. */
public final class Figures {
  /** Stands where nothing was measured. */
  public static final String NOTHING = "-";

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  /** From here on a figure has more than three digits before the point. */
  private static final double LONGEST = 1000;

  private static final double SMALLEST_PERCENT = 0.01;

  private Figures() {}

  /** A value of any unit. */
  public static String of(double value, Unit unit) {
    return switch (unit) {
      case COUNT -> number(value);
      case RATIO -> percent(value);
      case NANOS -> time(value);
      case BYTES -> scaled(value, 1024, "B", "KB", "MB", "GB");
      case PER_SECOND -> rate(value);
    };
  }

  /** A time in nanoseconds as us, ms or s. */
  static String time(double nanos) {
    return scaled(nanos / 1000, 1000, "us", "ms", "s");
  }

  static String rate(double perSecond) {
    return Double.isNaN(perSecond) ? NOTHING : number(perSecond) + "/s";
  }

  /** A share from 0 to 1; one that is not zero never reads as zero. */
  static String percent(double share) {
    if (Double.isNaN(share)) {
      return NOTHING;
    }
    double percent = share * 100;
    boolean tiny = percent > 0 && percent < SMALLEST_PERCENT;
    return tiny ? "<0.01%" : digits(percent) + "%";
  }

  /** A whole number as it is, any other with three digits. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : digits(value);
  }

  /** Seconds from the start of a run, to the millisecond. */
  static String instant(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  /** A length of time as planned, without trailing zeros. */
  static String length(long nanos) {
    double seconds = nanos / 1e9;
    return new BigDecimal(seconds)
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " s";
  }

  /** Hours, minutes and seconds. */
  static String countdown(double nanos) {
    long seconds = Math.round(nanos / 1e9);
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String scaled(double value, double step, String... units) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? NOTHING : value > 0 ? "open" : "-open";
    }
    double left = value;
    int unit = 0;
    while (Math.abs(rounded(left)) >= LONGEST && unit < units.length - 1) {
      left = left / step;
      unit++;
    }
    return digits(left) + " " + units[unit];
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(THREE_DIGITS).doubleValue();
  }

  private static String digits(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    double size = Math.abs(rounded(value));
    String format = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
