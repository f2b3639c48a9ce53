package dev.spike.measure;

/**
 * A stretch of the run, ended by the clock.
 *
 * @param name as in reports; unique within a run
 * @param role what it is for
 * @param startNanos first nanosecond, from the start of the run
 * @param endNanos the nanosecond after the last
 * @param planned how many arrivals are due in it
 * @param quietFromNanos of a SPIKE phase: when its disturbance is over and recovery begins to
 *     count, that is its end, for a burst its instant, and never before the end of a fault that
 *     begins in it; of other phases their start
 */
public record Phase(
    String name, Role role, long startNanos, long endNanos, long planned, long quietFromNanos) {
  /** Whether the instant lies within the phase. */
  public boolean contains(long nanos) {
    return startNanos <= nanos && nanos < endNanos;
  }

  /** The same phase with another end. */
  public Phase until(long nanos, long plannedUntil) {
    return new Phase(name, role, startNanos, nanos, plannedUntil, quietFromNanos);
  }

  /** The same phase, with recovery counting from another instant. */
  public Phase quietFrom(long nanos) {
    return new Phase(name, role, startNanos, endNanos, planned, nanos);
  }

  /** Planned arrivals each second. */
  public double plannedRate() {
    return planned * 1e9 / (endNanos - startNanos);
  }
}
