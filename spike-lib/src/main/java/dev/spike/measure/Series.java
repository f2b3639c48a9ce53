package dev.spike.measure;

import java.util.List;

/**
 * A gauge over the run.
 *
 * @param name the gauge's name
 * @param unit its unit
 * @param values one value for each interval; NaN where it was not read
 */
public record Series(String name, Unit unit, List<Double> values) {
  /** Copies the values. */
  public Series {
    values = List.copyOf(values);
  }
}
