package dev.spike.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the stamps of operations as they end and gives them, from time to time, as intervals of
 * intended start. Recording is safe from any thread: it goes to one of a few stripes, at most one a
 * core, so that threads rarely meet.
 *
 * <p>All stamps are nanoseconds from the start of the run. An operation is counted in the interval
 * of its intended start; {@link #drain()} gives what ended since it was last called.
 */
public final class Recorder {
  private final Grid grid;
  private final List<Stripe> stripes = new ArrayList<>();

  /** A recorder with nothing in it. */
  public Recorder(Grid grid) {
    this.grid = grid;
    int count = Integer.highestOneBit(Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      stripes.add(new Stripe());
    }
  }

  /** Counts an operation that was started and has ended, or whose time is up. */
  public void ended(long intended, long dispatched, long started, long ended, Outcome outcome) {
    stripe().ended(grid.indexOf(intended), intended, dispatched, started, ended, outcome);
  }

  /**
   * Counts an operation that was due and was never started.
   *
   * @param atLeastNanos the response time it counts with: its time so far, or the time-out it could
   *     not have met
   */
  public void dropped(long intended, long atLeastNanos) {
    stripe().dropped(grid.indexOf(intended), atLeastNanos);
  }

  /**
   * Takes out what was recorded since the last call, one entry for each interval that has anything,
   * ascending.
   */
  public List<Interval> drain() {
    Map<Integer, Interval> sum = new TreeMap<>();
    for (Stripe stripe : stripes) {
      stripe
          .take()
          .forEach((index, cell) -> sum.merge(index, cell.toInterval(index), Interval::plus));
    }
    return List.copyOf(sum.values());
  }

  private Stripe stripe() {
    long mixed = Thread.currentThread().hashCode() * 0x9E3779B97F4A7C15L;
    return stripes.get((int) (mixed >>> 48) & (stripes.size() - 1));
  }

  private static final class Stripe {
    private Map<Integer, Cell> cells = new HashMap<>();

    synchronized void ended(
        int bucket, long intended, long dispatched, long started, long ended, Outcome outcome) {
      cell(bucket).ended(intended, dispatched, started, ended, outcome);
    }

    synchronized void dropped(int bucket, long atLeastNanos) {
      cell(bucket).dropped(atLeastNanos);
    }

    synchronized Map<Integer, Cell> take() {
      Map<Integer, Cell> taken = cells;
      cells = new HashMap<>();
      return taken;
    }

    private Cell cell(int bucket) {
      return cells.computeIfAbsent(bucket, b -> new Cell());
    }
  }
}
