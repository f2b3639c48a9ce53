package dev.spike.judge;

import dev.spike.measure.Role;
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
    String when = window.equals(Window.RUN) ? "" : " in " + window.name();
    return metric.label() + when;
  }

  /** A criterion that still lacks its limit; immutable. */
  public static final class Draft {
    private final Metric metric;
    private final Window window;

    Draft(Metric metric, Window window) {
      this.metric = metric;
      this.window = window;
    }

    /** Looks only at the phases of a role. */
    public Draft during(Role role) {
      return new Draft(metric, Window.of(role));
    }

    /** Looks only at the phase of a name. */
    public Draft during(String phase) {
      return new Draft(metric, new Window(phase));
    }

    /** Must stay below a time. */
    public Criterion below(Duration limit) {
      return new Criterion(metric, window, Comparison.BELOW, time(limit));
    }

    /** Must stay below a share, a size or a count, in the metric's unit. */
    public Criterion below(double limit) {
      return new Criterion(metric, window, Comparison.BELOW, number(limit));
    }

    /** Must not exceed a share, a size or a count. */
    public Criterion atMost(double limit) {
      return new Criterion(metric, window, Comparison.AT_MOST, number(limit));
    }

    /** Must reach a share, a size or a count. */
    public Criterion atLeast(double limit) {
      return new Criterion(metric, window, Comparison.AT_LEAST, number(limit));
    }

    /** Must be over within a time. */
    public Criterion within(Duration limit) {
      return below(limit);
    }

    private double time(Duration limit) {
      if (metric.unit() != dev.spike.measure.Unit.NANOS) {
        throw new IllegalArgumentException(
            metric.label()
                + " below "
                + limit
                + ": it is no time; give a number such as percent(5)");
      }
      return limit.toNanos();
    }

    private double number(double limit) {
      if (metric.unit() == dev.spike.measure.Unit.NANOS) {
        throw new IllegalArgumentException(
            metric.label()
                + " against "
                + limit
                + ": it is a time; give a duration such as seconds(5)");
      }
      return limit;
    }
  }
}
