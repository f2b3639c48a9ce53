package dev.spike.remote.proxy;

/** Drops whole chunks. */
final class LossStage extends Stage {
  private final Losses losses;

  LossStage(Slot slot, Losses losses) {
    super(slot);
    this.losses = losses;
  }

  @Override
  void chunk(Chunk chunk) {
    if (losses.next()) {
      slot.acted(() -> chunk.size() + " bytes lost");
      chunk.release();
    } else {
      slot.pass(chunk);
    }
  }
}
