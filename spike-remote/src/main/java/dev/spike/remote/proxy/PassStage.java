package dev.spike.remote.proxy;

/** Changes nothing: a noop, or a toxic that the connection did not draw. */
final class PassStage extends Stage {
  PassStage(Slot slot) {
    super(slot);
  }

  @Override
  void chunk(Chunk chunk) {
    slot.pass(chunk);
  }
}
