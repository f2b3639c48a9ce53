package dev.spike.remote.proxy;

/** Lets so many bytes pass, then closes; the {@link Slot} counts them, whatever the limit is. */
final class LimitStage extends Stage {
  private final long limit;

  LimitStage(Slot slot, LimitData toxic) {
    super(slot);
    this.limit = toxic.bytes();
  }

  @Override
  void chunk(Chunk chunk) {
    long left = Math.max(0, limit - slot.passed);
    int size = (int) Math.min(left, chunk.size());
    slot.passed += size;
    if (size < chunk.size()) {
      passFirst(chunk, size);
    } else {
      slot.pass(chunk);
    }
    if (slot.passed >= limit) {
      slot.acted(() -> "limit reached");
      slot.close(Ending.FULL);
    }
  }

  private void passFirst(Chunk chunk, int size) {
    if (size > 0) {
      slot.pass(chunk.split(size));
    }
    chunk.release();
  }
}
