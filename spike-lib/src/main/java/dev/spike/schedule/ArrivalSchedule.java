package dev.spike.schedule;

import java.util.List;

/**
 * The intended start of every arrival of a shape, in nanoseconds from the start of the run.
 *
 * <p>Let N(t) be the integral of the rate up to t. Steady arrival k = 0, 1, 2, ... is due where
 * N(t) = k, found in closed form within its segment, so nothing drifts and a fraction left at a
 * border is carried over it. The arrivals of a burst are all due at its instant. Arrivals are
 * numbered in order of intended start; at equal times the steady one comes first. Immutable; each
 * {@link Cursor} belongs to one thread.
 */
public final class ArrivalSchedule {
  /** Rounding of the integral that must not make an arrival more at the very end. */
  private static final double ROUNDING = 1e-9;

  private final List<Segment> segments;
  private final List<BurstAt> bursts;
  private final double[] countBefore;
  private final long durationNanos;

  /** The schedule of a shape. */
  public ArrivalSchedule(LoadShape shape) {
    segments = List.copyOf(shape.segments());
    bursts = List.copyOf(shape.bursts());
    durationNanos = shape.durationNanos();
    countBefore = new double[segments.size() + 1];
    for (int i = 0; i < segments.size(); i++) {
      countBefore[i + 1] = countBefore[i] + segments.get(i).count();
    }
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
    long earlier =
        bursts.subList(0, bursts.indexOf(burst)).stream().mapToLong(BurstAt::count).sum();
    return steadyUntil(burst.atNanos() + 1) + earlier;
  }

  /** How many arrivals are due in [fromNanos, toNanos), bursts included. */
  public long countBetween(long fromNanos, long toNanos) {
    long inBursts =
        bursts.stream()
            .filter(b -> fromNanos <= b.atNanos() && b.atNanos() < toNanos)
            .mapToLong(BurstAt::count)
            .sum();
    return steadyUntil(toNanos) - steadyUntil(fromNanos) + inBursts;
  }

  /** How many arrivals there are in all. */
  public long count() {
    return countBetween(0, durationNanos);
  }

  /** The steady arrivals from the first on. */
  public Cursor steady() {
    return new Cursor();
  }

  private long steadyUntil(long nanos) {
    double expected = countBefore[segments.size()];
    for (int i = 0; i < segments.size(); i++) {
      if (nanos < segments.get(i).endNanos()) {
        expected = countBefore[i] + segments.get(i).countUntil(nanos);
        break;
      }
    }
    long steady = (long) Math.ceil(countBefore[segments.size()] - ROUNDING);
    long until = Math.min(steady, Math.max(0, (long) Math.ceil(expected - ROUNDING)));
    // Rounding may put the integral on the other side of a due time: the due times decide.
    while (until > 0 && dueOf(until - 1, segmentOf(until - 1, 0)) >= nanos) {
      until--;
    }
    while (until < steady && dueOf(until, segmentOf(until, 0)) < nanos) {
      until++;
    }
    return until;
  }

  /** The segment, at or after another, that steady arrival k falls in; their number when none. */
  private int segmentOf(long k, int from) {
    int segment = from;
    while (segment < segments.size() && k >= countBefore[segment + 1] - ROUNDING) {
      segment++;
    }
    return segment;
  }

  private long dueOf(long k, int segment) {
    return segments.get(segment).dueAt(Math.max(0, k - countBefore[segment]));
  }

  /** Walks through the steady arrivals; not thread-safe. */
  public final class Cursor {
    /** What {@link #next()} gives when there is no arrival left. */
    public static final long END = Long.MAX_VALUE;

    private int segment;
    private long count;

    private Cursor() {}

    /** When the next steady arrival is due, never before the one given last, or {@link #END}. */
    public long next() {
      segment = segmentOf(count, segment);
      return segment == segments.size() ? END : dueOf(count++, segment);
    }

    /** The number that the arrival given last has among all arrivals, those of bursts included. */
    public long index(long dueNanos) {
      return count
          - 1
          + bursts.stream().filter(b -> b.atNanos() < dueNanos).mapToLong(BurstAt::count).sum();
    }
  }
}
