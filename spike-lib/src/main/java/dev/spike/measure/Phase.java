package dev.spike.measure;

/**
 * A stretch of the run, ended by the clock.
 *
 * @param name as in reports; unique within a run
 * @param role what it is for
 * @param startNanos first nanosecond, from the start of the run
 * @param endNanos the nanosecond after the last
 * @param planned how many arrivals are due in it
 * @param releasedNanos the instant of its first burst, or -1 where it has none
 */
public record Phase(
    String name, Role role, long startNanos, long endNanos, long planned, long releasedNanos) {
  /** Whether the instant lies within the phase. */
  public boolean contains(long nanos) {
    return startNanos <= nanos && nanos < endNanos;
  }

  /** Planned arrivals each second. */
  public double plannedRate() {
    return planned * 1e9 / (endNanos - startNanos);
  }
}
