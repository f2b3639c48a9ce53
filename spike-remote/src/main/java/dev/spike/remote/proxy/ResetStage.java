package dev.spike.remote.proxy;

/** Waits for a sign of life, then resets the connection. */
final class ResetStage extends Stage {
  private final long timeout;
  private boolean begun;

  ResetStage(Slot slot, ResetPeer toxic) {
    super(slot);
    this.timeout = nanos(toxic.timeoutMillis());
  }

  @Override
  void chunk(Chunk chunk) {
    chunk.release();
    begin();
  }

  @Override
  void end() {
    begin();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      after(timeout, this::reset);
    }
  }

  private void reset() {
    slot.acted(() -> "reset");
    slot.close(Ending.RESET);
  }

  /** The stream has a hole already. */
  @Override
  void release() {
    super.release();
    if (begun) {
      reset();
    }
  }
}
