package dev.spike.sim;

import java.util.List;
import java.util.stream.LongStream;

/** How slow servers are at each instant: work is the integral of 1/slowness over time. */
final class Speed {
  private static final long END = Long.MAX_VALUE;

  /** The nanosecond after each stretch, ascending; the last one has no end. */
  private final long[] ends;

  private final double[] slowness;
  private int at;

  Speed(List<Effect.Slowdown> slowdowns) {
    ends =
        LongStream.concat(
                slowdowns.stream().flatMapToLong(s -> LongStream.of(s.fromNanos(), s.toNanos())),
                LongStream.of(END))
            .sorted()
            .distinct()
            .toArray();
    slowness = new double[ends.length];
    for (int i = 0; i < ends.length; i++) {
      long within = ends[i] - 1;
      slowness[i] =
          slowdowns.stream()
              .filter(s -> s.isOnAt(within))
              .mapToDouble(Effect.Slowdown::factor)
              .reduce(1, (a, b) -> a * b);
    }
  }

  /**
   * When work is done.
   *
   * @param notBefore no instant before it will be asked for any more
   * @param begun when it is begun
   * @param work nanoseconds that it would take at a slowness of 1
   */
  long endOf(long notBefore, long begun, double work) {
    while (ends[at] <= notBefore) {
      at++;
    }
    int stretch = at;
    long from = begun;
    double left = work;
    while (ends[stretch] <= from || !fits(stretch, from, left)) {
      left -= Math.max(0, ends[stretch] - from) / slowness[stretch];
      from = Math.max(from, ends[stretch++]);
    }
    return from + Math.round(Math.max(0, left) * slowness[stretch]);
  }

  private boolean fits(int stretch, long from, double work) {
    return work * slowness[stretch] <= ends[stretch] - from;
  }
}
