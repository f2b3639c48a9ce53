package dev.spike.events;

/** A stretch of a series, added up as its values come. */
final class Stretch {
  private long start;
  private long end;
  private long count;
  private double sum;
  private double deviations;
  private double peak;
  private long peakAt;

  /**
   * Adds the next value.
   *
   * @param deviation by how many standard deviations it lies above normal
   */
  void add(long at, double value, double deviation) {
    if (count == 0) {
      start = at;
    }
    if (count == 0 || value > peak) {
      peak = value;
      peakAt = at;
    }
    end = at + 1;
    count++;
    sum += value;
    deviations += deviation;
  }

  /** Takes all values of the stretch that follows, and empties it. */
  void append(Stretch next) {
    if (next.count == 0) {
      return;
    }
    if (count == 0 || next.peak > peak) {
      peak = next.peak;
      peakAt = next.peakAt;
    }
    start = count == 0 ? next.start : start;
    end = next.end;
    count += next.count;
    sum += next.sum;
    deviations += next.deviations;
    next.clear();
  }

  void clear() {
    count = 0;
    sum = 0;
    deviations = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long start() {
    return start;
  }

  /** The value after the last one. */
  long end() {
    return end;
  }

  double mean() {
    return sum / count;
  }

  double meanDeviation() {
    return deviations / count;
  }

  double peak() {
    return peak;
  }

  long peakAt() {
    return peakAt;
  }
}
