package dev.spike.run;

import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.BurstAt;
import java.util.List;

/**
 * The arrivals that one thread lets go, in order: the steady ones, and those of bursts where no
 * threads of their own release them. Not thread-safe.
 */
public final class Arrivals {
  /** What {@link #next()} gives when there is none left. */
  public static final long END = ArrivalSchedule.Cursor.END;

  /** What {@link #burst()} gives for a steady arrival. */
  public static final int STEADY = -1;

  private final ArrivalSchedule schedule;
  private final ArrivalSchedule.Cursor cursor;
  private final List<BurstAt> bursts;
  private long steadyDue;
  private int burst;
  private int released;
  private long index;
  private int current = STEADY;

  /**
   * The arrivals from the first on.
   *
   * @param withBursts whether those of bursts are among them
   */
  public Arrivals(ArrivalSchedule schedule, boolean withBursts) {
    this.schedule = schedule;
    this.cursor = schedule.steady();
    this.bursts = withBursts ? schedule.bursts() : List.of();
    this.steadyDue = cursor.next();
  }

  /** When the next one is due, never before the one given last, or {@link #END}. */
  public long next() {
    if (burst < bursts.size() && bursts.get(burst).atNanos() < steadyDue) {
      return nextOfBurst();
    }
    long due = steadyDue;
    if (due != END) {
      index = cursor.index(due);
      current = STEADY;
      steadyDue = cursor.next();
    }
    return due;
  }

  private long nextOfBurst() {
    BurstAt from = bursts.get(burst);
    index = released == 0 ? schedule.firstIndexOf(from) : index + 1;
    current = burst;
    released++;
    if (released == from.count()) {
      burst++;
      released = 0;
    }
    return from.atNanos();
  }

  /** The number of the one given last. */
  public long index() {
    return index;
  }

  /** The burst that the one given last belongs to, or {@link #STEADY}. */
  public int burst() {
    return current;
  }
}
