package dev.spike.judge;

import dev.spike.judge.Window.Side;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import java.time.Duration;

/**
 * What is asked of a run: metric first, then when, then the limit. A value, so that a result file
 * can carry it.
 *
 * @param metric what is measured
 * @param window which part of the run counts
 * @param comparison how it is held against the limit
 * @param limit in the metric's unit: nanoseconds, a share from 0 to 1, bytes or a count
 */
public record Criterion(Metric metric, Window window, Comparison comparison, double limit) {
  /** Refuses a limit that is not a number. */
  public Criterion {
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "limit " + limit + " of " + metric.label() + ": it must be a finite number");
    }
  }

  /** The criterion as a reader sees it, without its value. */
  public String label() {
    String in = window.side() == Side.DURING ? " in " : " ";
    return metric.label() + (window.equals(Window.RUN) ? "" : in + window.text());
  }

  /**
   * How many operations a window takes until the value itself decides; 0 where it does not rest on
   * operations.
   */
  public long samplesNeeded() {
    Metric.OfLoad load = metric.ofLoad();
    return load == null ? 0 : (long) LoadFigures.needed(load, comparison, limit);
  }

  /**
   * The same with its limit read as a share of what the metric is in the BASELINE phases: {@code
   * goodput().during(SPIKE).atLeast(percent(90)).ofBaseline()}.
   */
  public Criterion ofBaseline() {
    if (metric instanceof Metric.OfBaseline) {
      return this;
    }
    if (metric.unit() == Unit.NANOS) {
      throw new IllegalArgumentException(
          metric.label()
              + " "
              + Wording.limit(this)
              + " of baseline: a time is no share of one; give a multiple such as times(3)");
    }
    return new Criterion(new Metric.OfBaseline(metric), window, comparison, limit);
  }

  /** A criterion that still lacks its limit; immutable. */
  public static final class Draft {
    private final Metric metric;
    private final Window window;

    Draft(Metric metric, Window window) {
      this.metric = metric;
      this.window = window;
    }

    Metric metric() {
      return metric;
    }

    /** Looks only at the phases of a role. */
    public Draft during(Role role) {
      return new Draft(metric, Window.of(role));
    }

    /** Looks only at the phase of a name. */
    public Draft during(String phase) {
      return new Draft(metric, new Window(Side.DURING, phase));
    }

    /** Looks only at what comes after the last phase of a role. */
    public Draft after(Role role) {
      return after(role.name());
    }

    /** Looks only at what comes after the phase of a name. */
    public Draft after(String phase) {
      return new Draft(metric, new Window(Side.AFTER, phase));
    }

    /** Looks only at what comes before the first phase of a role, without the warm-up. */
    public Draft before(Role role) {
      return before(role.name());
    }

    /** Looks only at what comes before the phase of a name, without the warm-up. */
    public Draft before(String phase) {
      return new Draft(metric, new Window(Side.BEFORE, phase));
    }

    /**
     * Looks only at the time in which a fault was on, in whole intervals.
     *
     * @param fault its name, as reports have it: {@code latency-on-accounts.db}
     */
    public Draft whileOn(String fault) {
      return new Draft(metric, new Window(Side.WHILE, fault));
    }

    /**
     * Must hold in every window of a length: percentiles, error rate, mean or goodput. Windows
     * start a tenth of their length apart, in whole intervals, and none reaches over a phase that
     * is not looked at.
     */
    public Draft inEvery(Duration length) {
      if (!(metric instanceof Metric.OfLoad load)) {
        throw new IllegalArgumentException(
            metric.label()
                + " in every "
                + length
                + ": only percentiles, error rate, mean and goodput have a value in each window;"
                + " leave inEvery(...) out");
      }
      return new Draft(new Metric.Every(load, length.toNanos()), window);
    }

    /**
     * The metric itself must be back in its baseline's band, and stay there, within a time after
     * the last spike's disturbance: {@code p95().after(SPIKE).returnsWithin(seconds(30))}.
     */
    public Criterion returnsWithin(Duration limit) {
      Window spike = new Window(Side.AFTER, Role.SPIKE.name());
      if (!(metric instanceof Metric.OfLoad load)
          || !(window.equals(Window.RUN) || window.equals(spike))) {
        throw new IllegalArgumentException(
            new Criterion(metric, window, Comparison.BELOW, (double) limit.toNanos()).label()
                + " returns within "
                + limit
                + ": percentiles, error rate and goodput return, and after the spike; say"
                + " p95().after(SPIKE).returnsWithin(...)");
      }
      return new Criterion(
          new Metric.ReturnTime(load), spike, Comparison.BELOW, (double) limit.toNanos());
    }

    /** Must stay below a time. */
    public Criterion below(Duration limit) {
      return new Criterion(metric, window, Comparison.BELOW, time(limit));
    }

    /** Must stay below a share, a size or a count, in the metric's unit. */
    public Criterion below(double limit) {
      return new Criterion(metric, window, Comparison.BELOW, number(limit));
    }

    /** Must stay below a multiple of what it is in the BASELINE phases. */
    public Criterion below(Multiple limit) {
      return new Criterion(new Metric.OfBaseline(metric), window, Comparison.BELOW, limit.times());
    }

    /** Must not exceed a share, a size or a count. */
    public Criterion atMost(double limit) {
      return new Criterion(metric, window, Comparison.AT_MOST, number(limit));
    }

    /** Must reach a share, a size or a count. */
    public Criterion atLeast(double limit) {
      return new Criterion(metric, window, Comparison.AT_LEAST, number(limit));
    }

    /** Must reach a multiple of what it is in the BASELINE phases. */
    public Criterion atLeast(Multiple limit) {
      return new Criterion(
          new Metric.OfBaseline(metric), window, Comparison.AT_LEAST, limit.times());
    }

    /** Must be over within a time. */
    public Criterion within(Duration limit) {
      return below(limit);
    }

    private double time(Duration limit) {
      if (metric.unit() != Unit.NANOS) {
        throw new IllegalArgumentException(
            metric.label()
                + " below "
                + limit
                + ": it is no time; give a number such as percent(5)");
      }
      return limit.toNanos();
    }

    private double number(double limit) {
      if (metric.unit() == Unit.NANOS) {
        throw new IllegalArgumentException(
            metric.label()
                + " against "
                + limit
                + ": it is a time; give a duration such as seconds(5), or times(3) of its"
                + " baseline");
      }
      return limit;
    }
  }
}
