package dev.spike.remote.proxy;

/** Drops all and closes when nothing has come for a while. */
final class TimeoutStage extends Stage {
  private final long timeout;
  private long last = System.nanoTime();

  TimeoutStage(Slot slot, Timeout toxic) {
    super(slot);
    this.timeout = nanos(toxic.millis());
  }

  @Override
  void start() {
    if (timeout > 0) {
      after(timeout, this::look);
    }
  }

  /** Later than {@link #start} meant if chunks have come since. */
  private void look() {
    long left = last + timeout - System.nanoTime();
    if (left > 0) {
      after(left, this::look);
    } else {
      slot.acted(() -> "timeout");
      slot.close(Ending.FULL);
    }
  }

  @Override
  void chunk(Chunk chunk) {
    slot.acted(() -> chunk.size() + " bytes dropped");
    last = System.nanoTime();
    chunk.release();
  }

  @Override
  void end() {
    if (timeout == 0) {
      slot.passEnd();
    }
  }

  /** A stream with a hole is of no use. */
  @Override
  void removed() {
    slot.close(Ending.FULL);
  }
}
