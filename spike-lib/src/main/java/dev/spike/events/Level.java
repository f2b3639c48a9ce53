package dev.spike.events;

/**
 * What a series is expected to be next: the median of its latest 60 values, carried on by the trend
 * from the 60 before them. The middles of the two halves are 60 values apart and the later one 30
 * back, so half of their difference is added.
 */
final class Level {
  private static final int HALF = 60;

  private final OrderedWindow later = new OrderedWindow(HALF);
  private final OrderedWindow earlier = new OrderedWindow(HALF);

  void add(double value) {
    double leaving = later.add(value);
    if (!Double.isNaN(leaving)) {
      earlier.add(leaving);
    }
  }

  int size() {
    return later.size() + earlier.size();
  }

  /** There has to be a value. */
  double next() {
    double median = later.median();
    return earlier.isFull() ? median + (median - earlier.median()) / 2 : median;
  }
}
