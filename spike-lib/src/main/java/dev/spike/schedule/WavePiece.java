package dev.spike.schedule;

/**
 * A line with waves, whose integral has no inverse in closed form: Newton's method, held within a
 * bracket that shrinks with each step. Where a step would leave the bracket (as it may near a rate
 * of zero), the bracket is halved instead.
 */
final class WavePiece extends Piece {
  private static final double NANOS_PER_SECOND = 1e9;

  /** A step this small is the last: what is left of the error is smaller by far. */
  private static final double CLOSE_NANOS = 1e-3;

  /** And so is one that a double cannot tell from none, in a piece of months. */
  private static final double RESOLUTION = 1e-15;

  /** More halvings than any bracket has room for. */
  private static final int MAX_STEPS = 100;

  private final double durationNanos;
  private final double count;
  private final double startPerNano;
  private final double slope;
  private final double close;
  private final double[] amplitude;
  private final double[] perNano;
  private final double[] angle;

  WavePiece(Segment segment, long lastNanos, Position before, Position after) {
    super(segment, lastNanos, before, after);
    durationNanos = segment.durationNanos();
    count = segment.countUntil(segment.endNanos());
    startPerNano = segment.startRate() / NANOS_PER_SECOND;
    slope = (segment.endRate() - segment.startRate()) / NANOS_PER_SECOND / durationNanos;
    close = Math.max(CLOSE_NANOS, RESOLUTION * durationNanos);
    amplitude = segment.waves().stream().mapToDouble(w -> w.amplitude() / 1e9).toArray();
    perNano = segment.waves().stream().mapToDouble(Wave::perNano).toArray();
    angle = segment.waves().stream().mapToDouble(w -> w.angleAt(segment.startNanos())).toArray();
  }

  @Override
  long after(double offset) {
    double low = 0;
    double high = durationNanos;
    double nanos = Math.min(1, offset / count) * durationNanos;
    for (int i = 0; i < MAX_STEPS; i++) {
      double excess = countUntil(nanos) - offset;
      low = excess < 0 ? nanos : low;
      high = excess < 0 ? high : nanos;
      double next = nanos - excess / rateAt(nanos);
      if (!(next >= low && next <= high)) {
        next = low + (high - low) / 2;
      }
      double step = Math.abs(next - nanos);
      nanos = next;
      if (step <= close) {
        break;
      }
    }
    return nearest(nanos);
  }

  private double countUntil(double nanos) {
    double sum = nanos * (startPerNano + slope * nanos / 2);
    for (int i = 0; i < amplitude.length; i++) {
      double half = perNano[i] * nanos / 2;
      sum += 2 * amplitude[i] / perNano[i] * Math.sin(half) * Math.sin(angle[i] + half);
    }
    return sum;
  }

  private double rateAt(double nanos) {
    double sum = startPerNano + slope * nanos;
    for (int i = 0; i < amplitude.length; i++) {
      sum += amplitude[i] * Math.sin(angle[i] + perNano[i] * nanos);
    }
    return sum;
  }
}
