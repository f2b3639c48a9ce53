package dev.spike.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The integral N(t) of a shape's rate, as pieces that can each be inverted. Segments with waves are
 * cut so small that the rate hardly bends within a piece, which keeps the search short; their
 * number is bounded by that of the segments and {@value #MAX_CUTS}. Immutable.
 */
final class RateIntegral {
  private static final int CUTS_PER_PERIOD = 16;
  private static final int MAX_CUTS = 4_096;

  private final List<Piece> pieces = new ArrayList<>();

  RateIntegral(LoadShape shape) {
    long narrowest = shape.durationNanos() / MAX_CUTS + 1;
    Position before = Position.START;
    for (Segment segment : shape.segments()) {
      before = add(segment, widthOf(segment, narrowest), before);
    }
  }

  private static long widthOf(Segment segment, long narrowest) {
    return segment.waves().stream()
        .mapToLong(wave -> Math.max(narrowest, wave.periodNanos() / CUTS_PER_PERIOD))
        .min()
        .orElse(segment.durationNanos());
  }

  /** Adds a segment in pieces and gives the position at its end. */
  private Position add(Segment segment, long width, Position start) {
    Position before = start;
    long from = segment.startNanos();
    while (from < segment.endNanos()) {
      long to = width < segment.endNanos() - from ? from + width : segment.endNanos();
      // Counted from the start of the segment each time, so that cutting adds no rounding.
      Position after = start.plus(Math.max(0, segment.countUntil(to)));
      pieces.add(Piece.of(segment.cut(from, to), segment.endNanos() - 1, before, after));
      before = after;
      from = to;
    }
    return before;
  }

  Piece[] pieces() {
    return pieces.toArray(Piece[]::new);
  }

  /** The piece that steady arrival k falls in; the last one when none. */
  int pieceOf(long k) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Piece piece = pieces.get(middle);
      if (piece.isBefore(piece.offset(k, 0))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The whole arrivals that are expected up to an instant, from 0 to the end of the shape. */
  long wholeUntil(long nanos) {
    int low = 0;
    int high = pieces.size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (pieces.get(middle).startNanos() <= nanos) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return pieces.get(low).wholeUntil(nanos);
  }
}
