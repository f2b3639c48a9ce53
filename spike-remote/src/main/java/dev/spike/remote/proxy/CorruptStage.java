package dev.spike.remote.proxy;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/**
 * Flips a bit of each byte with probability p. How many bytes are left alone in between is
 * geometric, {@code floor(ln(1 - u) / ln(1 - p))}, so that untouched bytes cost nothing and which
 * ones are hit does not depend on how the stream is cut into chunks.
 */
final class CorruptStage extends Stage {
  private final double probability;
  private final SplittableRandom random;

  /** Bytes up to the next one that is hit. */
  private long left;

  CorruptStage(Slot slot, Corrupt toxic, SplittableRandom random) {
    super(slot);
    this.probability = toxic.probability();
    this.random = random;
    this.left = gap();
  }

  private long gap() {
    double gap = Math.log1p(-random.nextDouble()) / Math.log1p(-probability);
    return Double.isNaN(gap) ? Long.MAX_VALUE : (long) gap;
  }

  @Override
  void chunk(Chunk chunk) {
    int hit = flip(chunk.data);
    if (hit > 0) {
      slot.acted(() -> hit + " bytes corrupted");
    }
    slot.pass(chunk);
  }

  private int flip(ByteBuf data) {
    int hit = 0;
    int size = data.readableBytes();
    long at = left;
    for (; at < size; at += 1 + gap()) {
      int index = data.readerIndex() + (int) at;
      data.setByte(index, data.getByte(index) ^ (1 << random.nextInt(Byte.SIZE)));
      hit++;
    }
    left = at - size;
    return hit;
  }
}
