package dev.spike.schedule;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The intended start of every arrival of a shape, in nanoseconds from the start of the run.
 *
 * <p>Let N(t) be the integral of the rate up to t. Evenly spaced, steady arrival k = 0, 1, 2, ...
 * is due where N(t) = k. As a Poisson process it is due where N(t) is the sum of k + 1 independent
 * exponential numbers of mean 1; this change of time is exact for any rate curve (Cinlar,
 * Introduction to Stochastic Processes, 1975, chapter 4). Either way t is found from N within its
 * segment, not from the arrival before, so nothing drifts, and a fraction left at a border is
 * carried over it. Due times are the nearest nanosecond; a double resolves them to the nanosecond
 * within segments of up to a month, and to 2^-52 of the segment in longer ones.
 *
 * <p>The arrivals of a burst are all due at its instant, also in a Poisson schedule. Arrivals are
 * numbered in order of intended start; at equal times the steady one comes first. Immutable; each
 * {@link Cursor} belongs to one thread.
 */
public final class ArrivalSchedule {
  /** How far rounding may have moved a due time: a nanosecond or two, and 1e-15 of the time. */
  private static final double ROUNDING = 1e-15;

  private final RateIntegral integral;
  private final Piece[] pieces;
  private final List<BurstAt> bursts;
  private final long[] burstsAt;
  private final long[] inBurstsBefore;
  private final long durationNanos;
  private final boolean poisson;
  private final long seed;

  /** The schedule of a shape, its steady arrivals evenly spaced. */
  public ArrivalSchedule(LoadShape shape) {
    this(shape, false, 0);
  }

  /**
   * The schedule of a shape, its steady arrivals drawn as a Poisson process: their number between
   * two instants has the rate's integral as mean and as variance. The same seed gives the same
   * arrivals. How many there are is known only by walking through them, so the counts of such a
   * schedule take some 20 ns for each arrival up to the instant asked for.
   */
  public static ArrivalSchedule poisson(LoadShape shape, long seed) {
    return new ArrivalSchedule(shape, true, seed);
  }

  private ArrivalSchedule(LoadShape shape, boolean poisson, long seed) {
    this.poisson = poisson;
    this.seed = seed;
    integral = new RateIntegral(shape);
    pieces = integral.pieces();
    bursts = List.copyOf(shape.bursts());
    burstsAt = bursts.stream().mapToLong(BurstAt::atNanos).toArray();
    inBurstsBefore = new long[bursts.size() + 1];
    for (int i = 0; i < bursts.size(); i++) {
      inBurstsBefore[i + 1] = inBurstsBefore[i] + bursts.get(i).count();
    }
    durationNanos = shape.durationNanos();
  }

  /** When the last phase is over. */
  public long durationNanos() {
    return durationNanos;
  }

  /** All bursts in order of their instants. */
  public List<BurstAt> bursts() {
    return bursts;
  }

  /**
   * The number of the first arrival of a burst: everything due before it, or with it and steady,
   * comes first.
   */
  public long firstIndexOf(BurstAt burst) {
    return steadyUntil(burst.atNanos() + 1) + inBurstsBefore[bursts.indexOf(burst)];
  }

  /** How many arrivals are due in [fromNanos, toNanos), bursts included. */
  public long countBetween(long fromNanos, long toNanos) {
    long inBursts = inBurstsUntil(toNanos) - inBurstsUntil(fromNanos);
    return steadyUntil(toNanos) - steadyUntil(fromNanos) + inBursts;
  }

  /** How many arrivals there are in all. */
  public long count() {
    return countBetween(0, durationNanos);
  }

  /** The steady arrivals from the first on; the same ones each time. */
  public Cursor steady() {
    return new Cursor(this, 0);
  }

  /** The arrivals of bursts due before an instant. */
  private long inBurstsUntil(long nanos) {
    int burst = 0;
    while (burst < burstsAt.length && burstsAt[burst] < nanos) {
      burst++;
    }
    return inBurstsBefore[burst];
  }

  /** The steady arrivals due before an instant: a cursor that starts a little earlier decides. */
  private long steadyUntil(long nanos) {
    Cursor cursor = new Cursor(this, poisson ? 0 : surelyBefore(nanos));
    while (cursor.next() < nanos) {
      // The cursor counts.
    }
    return cursor.given - (cursor.over ? 0 : 1);
  }

  /** A number of steady arrivals that are due before an instant, and no more than a few fewer. */
  private long surelyBefore(long nanos) {
    long earlier = Math.min(nanos, durationNanos) - 2 - (long) (nanos * ROUNDING);
    return earlier <= 0 ? 0 : Math.max(0, integral.wholeUntil(earlier) - 1);
  }

  /** Walks through the steady arrivals, allocating nothing; not thread-safe. */
  public static final class Cursor {
    /** What {@link #next()} gives when there is no arrival left. */
    public static final long END = Long.MAX_VALUE;

    private final Piece[] pieces;
    private final long[] burstsAt;
    private final long[] inBurstsBefore;
    private final @Nullable SplittableRandom random;
    private int at;
    private Piece piece;
    private long whole;
    private double fraction;
    private long given;
    private long lastDue;
    private int burst;
    private boolean over;

    /** A cursor whose next arrival is an even schedule's number {@code first}. */
    private Cursor(ArrivalSchedule schedule, long first) {
      pieces = schedule.pieces;
      burstsAt = schedule.burstsAt;
      inBurstsBefore = schedule.inBurstsBefore;
      // Split off: its own stream, whatever else is drawn from the same seed.
      random = schedule.poisson ? new SplittableRandom(schedule.seed).split() : null;
      whole = first;
      given = first;
      at = first == 0 ? 0 : schedule.integral.pieceOf(first);
      piece = pieces[at];
      if (random != null) {
        skip(random.nextExponential());
      }
    }

    /** When the next steady arrival is due, never before the one given last, or {@link #END}. */
    public long next() {
      double offset = piece.offset(whole, fraction);
      while (piece.isBefore(offset)) {
        if (at + 1 == pieces.length) {
          over = true;
          return END;
        }
        piece = pieces[++at];
        offset = piece.offset(whole, fraction);
      }
      lastDue = Math.max(lastDue, piece.dueAt(offset));
      given++;
      step();
      return lastDue;
    }

    private void step() {
      if (random == null) {
        whole++;
      } else {
        skip(random.nextExponential());
      }
    }

    private void skip(double count) {
      double sum = fraction + count;
      long carry = (long) sum;
      whole += carry;
      fraction = sum - carry;
    }

    /**
     * The number that the arrival given last has among all arrivals, those of bursts included.
     *
     * @param dueNanos when it is due, as {@link #next()} said
     */
    public long index(long dueNanos) {
      while (burst < burstsAt.length && burstsAt[burst] < dueNanos) {
        burst++;
      }
      return given - 1 + inBurstsBefore[burst];
    }
  }
}
