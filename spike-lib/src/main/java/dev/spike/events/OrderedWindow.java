package dev.spike.events;

import java.util.Arrays;

/** The latest values of a series in ascending order; a new one costs a move of some of them. */
final class OrderedWindow {
  private final double[] arrived;
  private final double[] ordered;
  private int size;
  private int oldest;

  OrderedWindow(int capacity) {
    arrived = new double[capacity];
    ordered = new double[capacity];
  }

  /** Adds a value, and gives the one that has to leave for it; NaN while there is room. */
  double add(double value) {
    double leaving = Double.NaN;
    if (size == arrived.length) {
      leaving = arrived[oldest];
      remove(leaving);
    }
    arrived[oldest] = value;
    oldest = (oldest + 1) % arrived.length;
    int found = Arrays.binarySearch(ordered, 0, size, value);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(ordered, at, ordered, at + 1, size - at);
    ordered[at] = value;
    size++;
    return leaving;
  }

  private void remove(double value) {
    int at = Arrays.binarySearch(ordered, 0, size, value);
    System.arraycopy(ordered, at + 1, ordered, at, size - at - 1);
    size--;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == arrived.length;
  }

  /** The value of a rank, from 0 for the smallest. */
  double get(int rank) {
    return ordered[rank];
  }

  /** There has to be a value. */
  double median() {
    return (ordered[size / 2] + ordered[(size - 1) / 2]) / 2;
  }
}
