package dev.spike.judge;

/**
 * From each begin of a fault until a signal shows it.
 *
 * @param fault its name
 * @param signal a percentile below 100 or the error rate, which leave their baseline's band, or
 *     {@link Metric.GaugeShare}: the gauge reads above that level
 */
public record TimeToDetect(String fault, Metric signal) implements Metric.OfEdges {
  /** Refuses what shows nothing at any one time. */
  public TimeToDetect {
    boolean band =
        signal instanceof Metric.ErrorRate
            || (signal instanceof Metric.Percentile p && p.percent() < 100);
    if (!band && !(signal instanceof Metric.GaugeShare)) {
      throw new IllegalArgumentException(
          "detection of "
              + fault
              + " by "
              + signal.label()
              + ": only percentiles below 100, the error rate and gauges show when; use one of"
              + " them, such as p95()");
    }
  }

  @Override
  public String disturbance() {
    return fault;
  }

  @Override
  public String text() {
    return "detection of " + fault + " by " + signal.text();
  }

  @Override
  public String label() {
    String sign =
        signal instanceof Metric.GaugeShare gauge
            ? gauge.gauge() + " > " + Wording.of(gauge.level(), gauge.gaugeUnit())
            : signal.label();
    return "time to detect " + fault + " by " + sign;
  }
}
