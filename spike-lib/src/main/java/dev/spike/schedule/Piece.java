package dev.spike.schedule;

/**
 * A segment, or a part of one with waves, made ready to be asked when an arrival is due: all that
 * can be computed beforehand is. Immutable.
 */
abstract sealed class Piece permits ConstantPiece, LinearPiece, WavePiece {
  /** How far rounding may put the integral off, relative to it and to a thousand arrivals. */
  private static final double ROUNDING = 1e-15;

  private final Segment segment;
  private final long startNanos;
  private final long lastNanos;
  private final long wholeBefore;
  private final double fractionBefore;
  private final double reach;

  /**
   * A piece between two positions of the rate integral.
   *
   * @param lastNanos what rounding must not carry an arrival beyond
   */
  Piece(Segment segment, long lastNanos, Position before, Position after) {
    this.segment = segment;
    this.startNanos = segment.startNanos();
    this.lastNanos = lastNanos;
    this.wholeBefore = before.whole();
    this.fractionBefore = before.fraction();
    this.reach = offset(after.whole(), after.fraction()) - ROUNDING * (after.whole() + 1_000.0);
  }

  static Piece of(Segment segment, long lastNanos, Position before, Position after) {
    if (!segment.waves().isEmpty()) {
      return new WavePiece(segment, lastNanos, before, after);
    }
    return segment.startRate() == segment.endRate()
        ? new ConstantPiece(segment, lastNanos, before, after)
        : new LinearPiece(segment, lastNanos, before, after);
  }

  long startNanos() {
    return startNanos;
  }

  /** How many arrivals a position lies behind the start of this piece. */
  final double offset(long whole, double fraction) {
    return (whole - wholeBefore) + (fraction - fractionBefore);
  }

  /**
   * Whether an offset belongs to a later piece. So does one that only rounding keeps before the
   * end: it must not make an arrival more.
   */
  final boolean isBefore(double offset) {
    return offset >= reach;
  }

  /** The whole arrivals that are expected up to an instant of this piece. */
  final long wholeUntil(long nanos) {
    return wholeBefore + (long) (fractionBefore + segment.countUntil(nanos));
  }

  /** The nanosecond nearest to when the arrival at an offset is due. */
  final long dueAt(double offset) {
    if (offset <= 0) {
      return startNanos;
    }
    return Math.min(lastNanos, startNanos + after(offset));
  }

  /** The whole nanoseconds from the start until the integral has grown by an offset above zero. */
  abstract long after(double offset);

  static long nearest(double nanos) {
    return (long) (nanos + 0.5);
  }
}
