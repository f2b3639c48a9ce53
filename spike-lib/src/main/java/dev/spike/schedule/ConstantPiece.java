package dev.spike.schedule;

/** One rate: {@code t = x / rate}, or never when it is zero. */
final class ConstantPiece extends Piece {
  private final double nanosPerArrival;

  ConstantPiece(Segment segment, long lastNanos, Position before, Position after) {
    super(segment, lastNanos, before, after);
    this.nanosPerArrival = 1e9 / segment.startRate();
  }

  @Override
  long after(double offset) {
    return nearest(offset * nanosPerArrival);
  }
}
