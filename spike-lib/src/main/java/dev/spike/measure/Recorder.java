package dev.spike.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes the stamps of operations as they end and gives them, from time to time, as intervals of
 * intended start. Recording is safe from any thread: it goes to one of a few stripes, at most one a
 * core, so that threads rarely meet. A thread that ends operations every few nanoseconds has a
 * {@link #singleWriter()} of its own.
 *
 * <p>All stamps are nanoseconds from the start of the run. An operation is counted in the interval
 * of its intended start; {@link #drain()} gives what ended since it was last called.
 *
 * <p>Memory goes with the number of distinct latencies (three digits) of the intervals in use, per
 * stripe or writer: 50 to 500 kB as a rule.
 */
public final class Recorder {
  private final Grid grid;
  private final List<Stripe> stripes = new ArrayList<>();
  private final List<SingleWriter> writers = new CopyOnWriteArrayList<>();

  /** A recorder with nothing in it. */
  public Recorder(Grid grid) {
    this.grid = grid;
    int count = Integer.highestOneBit(Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      stripes.add(new Stripe(grid));
    }
  }

  /** A way to record for one thread alone; thread-safe. */
  public SingleWriter singleWriter() {
    SingleWriter writer = new SingleWriter(grid);
    writers.add(writer);
    return writer;
  }

  /** Counts an operation that was started and has ended, or whose time is up. */
  public void ended(long intended, long dispatched, long started, long ended, Outcome outcome) {
    stripe().ended(intended, dispatched, started, ended, outcome);
  }

  /**
   * Counts an operation that was due and was never started.
   *
   * @param atLeastNanos the response time it counts with: its time so far, or the time-out it could
   *     not have met
   */
  public void dropped(long intended, long atLeastNanos) {
    stripe().dropped(intended, atLeastNanos);
  }

  /**
   * Takes out what was recorded since the last call, one entry for each interval that has anything,
   * ascending. Does not hold up those that record.
   */
  public synchronized List<Interval> drain() {
    Map<Integer, Interval> sum = new TreeMap<>();
    for (Stripe stripe : stripes) {
      add(stripe.take(), sum);
    }
    List<SingleWriter> closed = writers.stream().filter(SingleWriter::isClosed).toList();
    for (SingleWriter writer : writers) {
      add(writer.take(), sum);
    }
    writers.removeAll(closed);
    return List.copyOf(sum.values());
  }

  private static void add(List<Interval> taken, Map<Integer, Interval> to) {
    taken.forEach(interval -> to.merge(interval.index(), interval, Interval::plus));
  }

  private Stripe stripe() {
    long mixed = Thread.currentThread().hashCode() * 0x9E3779B97F4A7C15L;
    return stripes.get((int) (mixed >>> 48) & (stripes.size() - 1));
  }
}
