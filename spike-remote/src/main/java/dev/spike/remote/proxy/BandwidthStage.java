package dev.spike.remote.proxy;

/**
 * A line that takes its time for each byte: a piece is passed on when its last byte is through, and
 * an event loop that is late makes the line no slower.
 */
final class BandwidthStage extends QueueStage {
  private static final long PIECE_MILLIS = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long bytesPerMilli;

  /** When the line has done with the piece before. */
  private long free = System.nanoTime();

  BandwidthStage(Slot slot, Bandwidth toxic) {
    super(slot);
    this.bytesPerMilli = toxic.rateKbPerSecond();
  }

  @Override
  void chunk(Chunk chunk) {
    slot.acted(() -> chunk.size() + " bytes held");
    super.chunk(chunk);
  }

  @Override
  long nanosUntilDue(Chunk head, long now) {
    return bytesPerMilli == 0 ? Long.MAX_VALUE : through(head, piece(head)) - now;
  }

  private long through(Chunk head, int bytes) {
    long begins = head.at - free > 0 ? head.at : free;
    return begins + (long) Math.ceil(bytes * NANOS_PER_MILLI / bytesPerMilli);
  }

  @Override
  int piece(Chunk head) {
    // More than fits into an int in 100 ms is no limit.
    boolean unlimited = bytesPerMilli > Integer.MAX_VALUE / PIECE_MILLIS;
    return unlimited ? head.size() : (int) Math.min(head.size(), bytesPerMilli * PIECE_MILLIS);
  }

  @Override
  void passing(Chunk piece, long now) {
    free = through(piece, piece.size());
    piece.at = free;
  }
}
