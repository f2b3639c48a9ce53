package dev.spike.judge;

import dev.spike.measure.Unit;
import org.jspecify.annotations.Nullable;

/** What a criterion measures. Each has a text form, by which result files name it. */
public sealed interface Metric {
  /** The unit of its values. */
  Unit unit();

  /** Its text form, such as {@code p95}, {@code error rate} or {@code fact pool.leaked COUNT}. */
  String text();

  /** Its name for a reader. */
  default String label() {
    return text();
  }

  /** What of the operations it rests on, and on nothing else; null where it does not. */
  default @Nullable OfLoad ofLoad() {
    return null;
  }

  /** Itself, not over what it is in the baseline. */
  default Metric absolute() {
    return this;
  }

  /**
   * The metric of a text form.
   *
   * @throws IllegalArgumentException when the text names none
   */
  static Metric parse(String text) {
    return MetricText.parse(text);
  }

  /** What the operations themselves show, of the whole run or of any stretch of it. */
  sealed interface OfLoad extends Metric {
    @Override
    default OfLoad ofLoad() {
      return this;
    }
  }

  /** Failed, timed out, rejected, dropped and unfinished over due. */
  record ErrorRate() implements OfLoad {
    @Override
    public Unit unit() {
      return Unit.RATIO;
    }

    @Override
    public String text() {
      return "error rate";
    }
  }

  /**
   * A percentile of the response time of all due operations.
   *
   * @param percent from 0 to 100
   */
  record Percentile(double percent) implements OfLoad {
    /** Refuses what is no percentile. */
    public Percentile {
      if (!(percent > 0 && percent <= 100)) {
        throw new IllegalArgumentException(
            "percentile " + percent + ": it lies above 0 and up to 100, such as 95");
      }
    }

    @Override
    public Unit unit() {
      return Unit.NANOS;
    }

    @Override
    public String text() {
      return "p" + (percent == Math.rint(percent) ? "" + (long) percent : "" + percent);
    }
  }

  /** The mean response time of all due operations. */
  record Mean() implements OfLoad {
    @Override
    public Unit unit() {
      return Unit.NANOS;
    }

    @Override
    public String text() {
      return "mean";
    }
  }

  /** Operations that ended well each second, by the time at which they ended. */
  record Goodput() implements OfLoad {
    @Override
    public Unit unit() {
      return Unit.PER_SECOND;
    }

    @Override
    public String text() {
      return "goodput";
    }
  }

  /**
   * The same of every window of a length; the worst one is its value.
   *
   * @param of what is asked of each window
   * @param nanos the length, above zero; rounded up to whole intervals
   */
  record Every(OfLoad of, long nanos) implements Metric {
    /** Refuses a length that is none. */
    public Every {
      if (nanos <= 0) {
        throw new IllegalArgumentException(
            of.label() + " in every " + nanos + " ns: it must be above zero, such as seconds(5)");
      }
    }

    @Override
    public Unit unit() {
      return of.unit();
    }

    @Override
    public OfLoad ofLoad() {
      return of;
    }

    @Override
    public String text() {
      return of.text() + " in every " + nanos + " ns";
    }

    @Override
    public String label() {
      return of.label() + " of every " + Wording.of((double) nanos, Unit.NANOS);
    }
  }

  /**
   * The same over what it is in the BASELINE phases.
   *
   * @param of goodput, a percentile or the mean, also of every window of a length
   */
  record OfBaseline(Metric of) implements Metric {
    /** Refuses what has no baseline to be a multiple of. */
    public OfBaseline {
      OfLoad load = of.ofLoad();
      if (load == null || load instanceof ErrorRate || of instanceof OfBaseline) {
        throw new IllegalArgumentException(
            of.label()
                + " of baseline: only goodput, percentiles and the mean are held against their"
                + " baseline; give a limit of its own, such as percent(5)");
      }
    }

    @Override
    public Unit unit() {
      return Unit.RATIO;
    }

    @Override
    public @Nullable OfLoad ofLoad() {
      return of.ofLoad();
    }

    @Override
    public Metric absolute() {
      return of;
    }

    @Override
    public String text() {
      return of.text() + " of baseline";
    }

    @Override
    public String label() {
      return of.label() + " vs baseline";
    }
  }

  /** From the end of the disturbance until the target is back in its baseline's band. */
  record RecoveryTime() implements Metric {
    @Override
    public Unit unit() {
      return Unit.NANOS;
    }

    @Override
    public String text() {
      return "recovery";
    }
  }

  /** Growth of the target's live set from cycle to cycle. */
  record Leak() implements Metric {
    @Override
    public Unit unit() {
      return Unit.BYTES;
    }

    @Override
    public String text() {
      return "leak";
    }
  }

  /**
   * From the end of the last spike's disturbance until one signal is back in its baseline's band.
   *
   * @param signal a percentile below 100, the error rate or goodput
   */
  record ReturnTime(OfLoad signal) implements Metric {
    /** Refuses what has no band. */
    public ReturnTime {
      if (signal instanceof Mean || (signal instanceof Percentile p && p.percent == 100)) {
        throw new IllegalArgumentException(
            "return of "
                + signal.label()
                + ": only percentiles below 100, the error rate and goodput have a band to return"
                + " to; use one of them, such as p95()");
      }
    }

    @Override
    public Unit unit() {
      return Unit.NANOS;
    }

    @Override
    public String text() {
      return "return of " + signal.text();
    }
  }

  /** A time that is told anew for each time a disturbance comes or goes; the worst is its value. */
  sealed interface OfEdges extends Metric permits TimeToDetect, RecoveryAfterEach {
    /** The name of a fault, or SPIKE. */
    String disturbance();

    @Override
    default Unit unit() {
      return Unit.NANOS;
    }
  }

  /** 1 when the load is back and goodput is not, and does not come: {@link Metastability}. */
  record Metastable() implements Metric {
    @Override
    public Unit unit() {
      return Unit.COUNT;
    }

    @Override
    public String text() {
      return "metastable";
    }
  }

  /**
   * A fact of the run.
   *
   * @param name its name
   * @param unit its unit
   */
  record FactValue(String name, Unit unit) implements Metric {
    @Override
    public String text() {
      return "fact " + name + " " + unit;
    }

    @Override
    public String label() {
      return name;
    }
  }

  /** What the readings of a gauge show, one at the end of each interval. */
  sealed interface OfGauge extends Metric {
    /** The name of the gauge. */
    String gauge();

    /** The unit of its readings. */
    Unit gaugeUnit();
  }

  /**
   * One figure of a gauge.
   *
   * @param reading which
   * @param gauge its name
   * @param gaugeUnit the unit of its readings
   */
  record GaugeFigure(Reading reading, String gauge, Unit gaugeUnit) implements OfGauge {
    /** Refuses a name by which result files could not refer to it. */
    public GaugeFigure {
      refuseBlanks(gauge);
    }

    @Override
    public Unit unit() {
      return reading == Reading.CHANGES ? Unit.COUNT : gaugeUnit;
    }

    @Override
    public String text() {
      return reading.word() + " " + gauge + " " + gaugeUnit;
    }

    @Override
    public String label() {
      return reading.word() + " " + gauge;
    }
  }

  /**
   * The share of time for which a gauge read above a level.
   *
   * @param gauge its name
   * @param gaugeUnit the unit of its readings
   * @param level in the gauge's unit
   */
  record GaugeShare(String gauge, Unit gaugeUnit, double level) implements OfGauge {
    /** Refuses a level that is none. */
    public GaugeShare {
      refuseBlanks(gauge);
      if (!Double.isFinite(level)) {
        throw new IllegalArgumentException(
            "share of time of " + gauge + " above " + level + ": it must be a finite number");
      }
    }

    @Override
    public Unit unit() {
      return Unit.RATIO;
    }

    @Override
    public String text() {
      return "share " + gauge + " " + gaugeUnit + " above " + level;
    }

    @Override
    public String label() {
      return "time with " + gauge + " > " + Wording.of(level, gaugeUnit);
    }
  }

  private static void refuseBlanks(String gauge) {
    if (!gauge.matches("\\S+")) {
      throw new IllegalArgumentException(
          "gauge name '" + gauge + "': use dots and dashes instead of blanks, such as pool.active");
    }
  }
}
