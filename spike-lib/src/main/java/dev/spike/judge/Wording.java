package dev.spike.judge;

import dev.spike.measure.Unit;
import java.util.Locale;
import java.util.Optional;

/** How values and answers read. */
public final class Wording {
  private static final double KILOBYTE = 1024;
  private static final double MEGABYTE = KILOBYTE * KILOBYTE;

  private static final String WITHOUT_GENERATOR =
      "without the generator's own delay and pauses it ";

  private Wording() {}

  /**
   * A value in a unit that suits its size, such as {@code 4.12 s}, {@code 3.1%} or {@code 12.5 MB}.
   */
  public static String of(double value, Unit unit) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return "open";
    }
    return switch (unit) {
      case NANOS -> time(value);
      case RATIO -> number(value * 100, 2) + "%";
      case BYTES -> size(value);
      case PER_SECOND -> number(value, 1) + "/s";
      case COUNT -> number(value, 3);
    };
  }

  private static String time(double nanos) {
    if (Math.abs(nanos) >= 1e9) {
      return number(nanos / 1e9, 2) + " s";
    }
    return Math.abs(nanos) >= 1e6 ? number(nanos / 1e6, 2) + " ms" : number(nanos / 1e3, 1) + " us";
  }

  private static String size(double bytes) {
    if (Double.isInfinite(bytes)) {
      return bytes > 0 ? "open" : "-open";
    }
    if (Math.abs(bytes) >= MEGABYTE || bytes == 0) {
      return number(bytes / MEGABYTE, 1) + " MB";
    }
    return Math.abs(bytes) >= KILOBYTE
        ? number(bytes / KILOBYTE, 1) + " KB"
        : number(bytes, 1) + " B";
  }

  /** At most so many decimals, none where they are zero. */
  private static String number(double value, int decimals) {
    if (value == Math.rint(value)) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A criterion with value and limit on one line. */
  public static String of(CriterionResult result) {
    Criterion criterion = result.criterion();
    Unit unit = criterion.metric().unit();
    String detail = result.detail().isEmpty() ? "" : " (" + result.detail() + ")";
    String value = Double.isNaN(result.value()) ? "not known" : of(result.value(), unit);
    return criterion.label()
        + " "
        + value
        + interval(result)
        + ", wanted "
        + limit(criterion)
        + detail;
  }

  static String limit(Criterion criterion) {
    return criterion.comparison().symbol() + " " + of(criterion.limit(), criterion.metric().unit());
  }

  private static String interval(CriterionResult result) {
    Unit unit = result.criterion().metric().unit();
    return Double.isNaN(result.low())
        ? ""
        : " [" + of(result.low(), unit) + ", " + of(result.high(), unit) + "]";
  }

  /** Where a window lies. */
  static String from(Excerpt window) {
    return String.format(
        Locale.ROOT, "from %.1f s to %.1f s", window.startNanos() / 1e9, window.endNanos() / 1e9);
  }

  /** What happened when, such as {@code began at 6.0 s}. */
  static String at(String what, long nanos) {
    return String.format(Locale.ROOT, "%s at %.1f s", what, nanos / 1e9);
  }

  static String generatorDecides(CriterionResult measured, CriterionResult onTime) {
    String without =
        onTime.answer() == Answer.INCONCLUSIVE
            ? "could not be told: " + onTime.detail()
            : "would be "
                + of(onTime.value(), onTime.criterion().metric().unit())
                + (onTime.answer() == measured.answer() ? " or better" : "");
    return of(measured)
        + ": "
        + WITHOUT_GENERATOR
        + without
        + ", so the tool was the bottleneck; use a lower rate, more workers or another machine";
  }

  /** What {@link #generatorDecides} has said of a result, if this is what it said. */
  static Optional<String> generatorDecides(String reason, CriterionResult measured) {
    String begin = of(measured) + ": ";
    return reason.startsWith(begin + WITHOUT_GENERATOR)
        ? Optional.of(reason.substring(begin.length()))
        : Optional.empty();
  }
}
