package dev.spike.remote.proxy;

import java.util.function.LongSupplier;

/**
 * Each chunk is due some time after it came, and not before the one ahead of it. The time is kept
 * with the chunk, so that delays in a row add up, and an event loop that is late adds nothing.
 */
final class DelayStage extends QueueStage {
  private final LongSupplier delays;
  private long last = System.nanoTime();

  /**
   * @param delays nanoseconds for the next chunk; below zero counts as zero
   */
  DelayStage(Slot slot, LongSupplier delays) {
    super(slot);
    this.delays = delays;
  }

  @Override
  void chunk(Chunk chunk) {
    long delay = Math.max(0, delays.getAsLong());
    if (delay > 0) {
      slot.acted(() -> chunk.size() + " bytes delayed by " + delay / 1_000 + " us");
    }
    chunk.at += delay;
    if (chunk.at - last < 0) {
      chunk.at = last;
    }
    last = chunk.at;
    super.chunk(chunk);
  }

  @Override
  long nanosUntilDue(Chunk head, long now) {
    return head.at - now;
  }

  @Override
  int piece(Chunk head) {
    return head.size();
  }
}
