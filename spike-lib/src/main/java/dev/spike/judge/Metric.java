package dev.spike.judge;

import dev.spike.measure.Unit;

/** What a criterion measures. Each has a text form, by which result files name it. */
public sealed interface Metric {
  /** Failed, timed out, rejected, dropped and unfinished over due. */
  record ErrorRate() implements Metric {}

  /**
   * A percentile of the response time of all due operations.
   *
   * @param percent from 0 to 100
   */
  record Percentile(double percent) implements Metric {
    /** Refuses what is no percentile. */
    public Percentile {
      if (!(percent > 0 && percent <= 100)) {
        throw new IllegalArgumentException(
            "percentile " + percent + ": it lies above 0 and up to 100, such as 95");
      }
    }
  }

  /** The mean response time of all due operations. */
  record Mean() implements Metric {}

  /** From the end of the disturbance until the target is back in its baseline's band. */
  record RecoveryTime() implements Metric {}

  /** Growth of the target's live set from cycle to cycle. */
  record Leak() implements Metric {}

  /**
   * A fact of the run.
   *
   * @param name its name
   * @param unit its unit
   */
  record FactValue(String name, Unit unit) implements Metric {}

  /**
   * The highest reading of a gauge.
   *
   * @param name its name
   * @param unit its unit
   */
  record GaugeMax(String name, Unit unit) implements Metric {}

  /** The unit of its values. */
  default Unit unit() {
    if (this instanceof FactValue fact) {
      return fact.unit;
    }
    if (this instanceof GaugeMax gauge) {
      return gauge.unit;
    }
    if (this instanceof Leak) {
      return Unit.BYTES;
    }
    return this instanceof ErrorRate ? Unit.RATIO : Unit.NANOS;
  }

  /** Its text form, such as {@code p95}, {@code error rate} or {@code fact pool.leaked COUNT}. */
  default String text() {
    if (this instanceof Percentile percentile) {
      double percent = percentile.percent;
      return "p" + (percent == Math.rint(percent) ? "" + (long) percent : "" + percent);
    }
    if (this instanceof FactValue fact) {
      return "fact " + fact.name + " " + fact.unit;
    }
    if (this instanceof GaugeMax gauge) {
      return "max " + gauge.name + " " + gauge.unit;
    }
    if (this instanceof Leak) {
      return "leak";
    }
    return this instanceof ErrorRate ? "error rate" : this instanceof Mean ? "mean" : "recovery";
  }

  /**
   * The metric of a text form.
   *
   * @throws IllegalArgumentException when the text names none
   */
  static Metric parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length == 3 && words[0].equals("fact")) {
      return new FactValue(words[1], Unit.valueOf(words[2]));
    }
    if (words.length == 3 && words[0].equals("max")) {
      return new GaugeMax(words[1], Unit.valueOf(words[2]));
    }
    if (text.matches("p\\d+(\\.\\d+)?")) {
      return new Percentile(Double.parseDouble(text.substring(1)));
    }
    return switch (text) {
      case "error rate" -> new ErrorRate();
      case "mean" -> new Mean();
      case "recovery" -> new RecoveryTime();
      case "leak" -> new Leak();
      default ->
          throw new IllegalArgumentException(
              "metric '"
                  + text
                  + "': it must be one such as p95, error rate, mean, recovery or leak");
    };
  }

  /** Its name for a reader. */
  default String label() {
    if (this instanceof FactValue fact) {
      return fact.name;
    }
    return this instanceof GaugeMax gauge ? "max " + gauge.name : text();
  }
}
