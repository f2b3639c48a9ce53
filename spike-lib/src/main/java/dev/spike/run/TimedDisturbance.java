package dev.spike.run;

import dev.spike.measure.FaultSpan;

/**
 * A disturbance and its place in the run.
 *
 * @param disturbance what is done
 * @param fromNanos when it begins; with a burst of the same instant, three milliseconds ahead of it
 * @param toNanos when it is undone; above fromNanos
 */
public record TimedDisturbance(Disturbance disturbance, long fromNanos, long toNanos) {
  /** Its name and place alone. */
  public FaultSpan span() {
    return new FaultSpan(disturbance.name(), fromNanos, toNanos);
  }

  /** Refuses a disturbance that ends before it begins, and a fault that no fact could name. */
  public TimedDisturbance {
    if (disturbance.isFault() && !disturbance.name().matches("\\S+")) {
      throw new IllegalArgumentException(
          "fault name '"
              + disturbance.name()
              + "': use dots and dashes instead of blanks, such as failover-on-db");
    }
    if (fromNanos < 0 || toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          disturbance.name()
              + " from "
              + fromNanos
              + " to "
              + toNanos
              + " ns: it must end after it begins");
    }
  }
}
