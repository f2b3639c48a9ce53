package dev.spike.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The intervals of a run. They start anew with each phase, so that none lies in two phases; the
 * last one of a phase takes the remainder and may be up to twice as wide. Immutable.
 */
public final class Grid {
  private static final long MAX_INTERVALS = 1_000_000;

  private final List<Phase> phases;
  private final long bucketNanos;
  private final List<Integer> firstIndex = new ArrayList<>();
  private final int size;

  /**
   * The grid of adjoining phases that start at 0.
   *
   * @param bucketNanos width of an interval; above zero, and so wide that there are at most a
   *     million intervals
   */
  public Grid(List<Phase> phases, long bucketNanos) {
    if (bucketNanos <= 0) {
      throw new IllegalArgumentException(
          "bucket of " + bucketNanos + " ns: it must be above zero; the default is 200 ms");
    }
    long wanted =
        phases.stream().mapToLong(p -> (p.endNanos() - p.startNanos()) / bucketNanos).sum();
    if (wanted > MAX_INTERVALS) {
      throw new IllegalArgumentException(
          "bucket of "
              + bucketNanos
              + " ns: the run would have "
              + wanted
              + " intervals, of which at most "
              + MAX_INTERVALS
              + " can be kept; give a wider bucket");
    }
    this.phases = List.copyOf(phases);
    this.bucketNanos = bucketNanos;
    int next = 0;
    for (Phase phase : phases) {
      firstIndex.add(next);
      next += bucketsOf(phase);
    }
    size = next;
  }

  /** How many intervals there are. */
  public int size() {
    return size;
  }

  /**
   * The number of the interval that holds an instant; instants after the end belong to the last
   * one.
   */
  public int indexOf(long nanos) {
    int p = phaseIndexOf(nanos);
    Phase phase = phases.get(p);
    long within = Math.max(0, nanos - phase.startNanos()) / bucketNanos;
    return firstIndex.get(p) + (int) Math.min(within, bucketsOf(phase) - 1L);
  }

  /** The first nanosecond of an interval. */
  public long startOf(int index) {
    int p = phaseOfIndex(index);
    return phases.get(p).startNanos() + (index - firstIndex.get(p)) * bucketNanos;
  }

  /** The nanosecond after the last of an interval. */
  public long endOf(int index) {
    int p = phaseOfIndex(index);
    boolean last = index + 1 - firstIndex.get(p) == bucketsOf(phases.get(p));
    return last ? phases.get(p).endNanos() : startOf(index) + bucketNanos;
  }

  /** The middle of an interval. */
  public long centreOf(int index) {
    return (startOf(index) + endOf(index)) / 2;
  }

  /** The phase that an interval lies in. */
  public Phase phaseOf(int index) {
    return phases.get(phaseOfIndex(index));
  }

  private int bucketsOf(Phase phase) {
    return (int) Math.max(1, (phase.endNanos() - phase.startNanos()) / bucketNanos);
  }

  private int phaseIndexOf(long nanos) {
    int p = 0;
    while (p + 1 < phases.size() && nanos >= phases.get(p + 1).startNanos()) {
      p++;
    }
    return p;
  }

  private int phaseOfIndex(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("interval " + index + " of " + size);
    }
    int p = phases.size() - 1;
    while (firstIndex.get(p) > index) {
      p--;
    }
    return p;
  }
}
