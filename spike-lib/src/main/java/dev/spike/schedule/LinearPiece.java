package dev.spike.schedule;

/**
 * A rising or falling line. With r the rate at the lower end and s the slope, the time from that
 * end in which x arrivals come solves {@code r t + s t^2 / 2 = x}; it is {@code t = 2 x / (r +
 * sqrt(r^2 + 2 s x))}, a form in which nothing cancels. A falling line is counted from its end for
 * that reason: the arrivals of a ramp to zero are as exact as those of a ramp from zero.
 */
final class LinearPiece extends Piece {
  private static final double NANOS_PER_SECOND = 1e9;

  private final boolean falling;
  private final double count;
  private final long durationNanos;
  private final double lowPerNano;
  private final double lowSquared;
  private final double twiceSlope;

  LinearPiece(Segment segment, long lastNanos, Position before, Position after) {
    super(segment, lastNanos, before, after);
    double from = segment.startRate() / NANOS_PER_SECOND;
    double to = segment.endRate() / NANOS_PER_SECOND;
    this.falling = to < from;
    this.count = segment.countUntil(segment.endNanos());
    this.durationNanos = segment.durationNanos();
    this.lowPerNano = Math.min(from, to);
    this.lowSquared = lowPerNano * lowPerNano;
    this.twiceSlope = 2 * Math.abs(to - from) / durationNanos;
  }

  @Override
  long after(double offset) {
    return falling ? durationNanos - fromLowEnd(Math.max(0, count - offset)) : fromLowEnd(offset);
  }

  private long fromLowEnd(double x) {
    return x == 0 ? 0 : nearest(2 * x / (lowPerNano + Math.sqrt(lowSquared + twiceSlope * x)));
  }
}
