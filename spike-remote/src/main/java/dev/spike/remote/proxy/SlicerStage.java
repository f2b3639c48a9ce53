package dev.spike.remote.proxy;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Halves the first chunk until its first piece is small enough, and so on with the rest. */
final class SlicerStage extends QueueStage {
  private final long most;
  private final int variation;
  private final long delay;
  private final SplittableRandom random;

  /** What the first chunk has been cut into so far, in bytes; the piece that goes next on top. */
  private final ArrayDeque<Integer> cuts = new ArrayDeque<>();

  private long next = System.nanoTime();

  SlicerStage(Slot slot, Slicer toxic, SplittableRandom random) {
    super(slot);
    this.most = toxic.averageSize() + toxic.sizeVariation();
    this.variation = (int) Math.min(toxic.sizeVariation(), Integer.MAX_VALUE / 4);
    this.delay = nanos(TimeUnit.MICROSECONDS, toxic.delayMicros());
    this.random = random;
  }

  @Override
  void chunk(Chunk chunk) {
    slot.acted(() -> chunk.size() + " bytes sliced");
    super.chunk(chunk);
  }

  @Override
  long nanosUntilDue(Chunk head, long now) {
    return next - now;
  }

  @Override
  int piece(Chunk head) {
    int first = cuts.isEmpty() ? head.size() : cuts.pop();
    while (first > most) {
      int half = half(first);
      cuts.push(first - half);
      first = half;
    }
    return first;
  }

  private int half(int bytes) {
    int off = variation == 0 ? 0 : random.nextInt(-variation, variation + 1);
    return Math.max(1, Math.min(bytes - 1, bytes / 2 + off));
  }

  @Override
  void passing(Chunk piece, long now) {
    next = now + delay;
    piece.at = now;
  }
}
