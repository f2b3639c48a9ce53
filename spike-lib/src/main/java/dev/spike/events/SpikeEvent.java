package dev.spike.events;

/**
 * A stretch of a series that lies above what was normal before it. Values are numbered from 0.
 *
 * @param start its first value
 * @param detected the value with which it was found
 * @param end the first value after it; of an open one, the value after the last one seen
 * @param state whether it is over, and how
 * @param normal the level that the series had before
 * @param mean the mean of its values
 * @param peak the largest of them
 * @param peakAt the number of that value
 */
public record SpikeEvent(
    long start,
    long detected,
    long end,
    State state,
    double normal,
    double mean,
    double peak,
    long peakAt) {
  /** How far it has come. */
  public enum State {
    /** It still goes on. */
    OPEN,
    /** The series is back to normal. */
    BACK,
    /** It lasted so long that its level is now what is normal. */
    NEW_NORMAL
  }

  /** How many times the normal its values are in the mean; infinite where normal is nothing. */
  public double height() {
    return mean / normal;
  }
}
