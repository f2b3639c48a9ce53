package dev.spike.remote.proxy;

/** Holds the end of the stream. */
final class SlowCloseStage extends Stage {
  private final long delay;

  SlowCloseStage(Slot slot, SlowClose toxic) {
    super(slot);
    this.delay = nanos(toxic.delayMillis());
  }

  @Override
  void chunk(Chunk chunk) {
    slot.pass(chunk);
  }

  @Override
  void end() {
    slot.acted(() -> "end held");
    after(delay, slot::passEnd);
  }
}
