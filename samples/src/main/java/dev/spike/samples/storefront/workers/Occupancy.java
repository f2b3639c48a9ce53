package dev.spike.samples.storefront.workers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How many jobs are in the system, waiting or in work, averaged over time: the area under the count
 * divided by the length of the window. A count at one instant would make the autoscaler follow
 * noise. Thread-safe.
 */
final class Occupancy {
  private record Mark(long nanos, double area) {}

  private final LongSupplier nanoTime;
  private final long windowNanos;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private int count;
  private double area;
  private long since;

  Occupancy(LongSupplier nanoTime, long windowNanos) {
    this.nanoTime = nanoTime;
    this.windowNanos = windowNanos;
    this.since = nanoTime.getAsLong();
    marks.add(new Mark(since, 0));
  }

  synchronized void change(int by) {
    advance();
    count += by;
  }

  synchronized int count() {
    return count;
  }

  /** The mean since the last call that was a window ago or longer, or since the beginning. */
  synchronized double mean() {
    advance();
    while (marks.size() > 1 && since - secondMark().nanos() >= windowNanos) {
      marks.removeFirst();
    }
    Mark from = marks.getFirst();
    marks.addLast(new Mark(since, area));
    return since == from.nanos() ? count : (area - from.area()) / (since - from.nanos());
  }

  private Mark secondMark() {
    var iterator = marks.iterator();
    iterator.next();
    return iterator.next();
  }

  private void advance() {
    long now = nanoTime.getAsLong();
    area += (double) count * (now - since);
    since = now;
  }
}
