package dev.spike.remote.proxy;

import java.util.ArrayDeque;

/**
 * Holds chunks until they are due, in their order. While the destination takes no more bytes
 * nothing is passed on; how much can gather here the link bounds.
 */
abstract class QueueStage extends Stage {
  /** So many pieces, then others have their turn on the event loop. */
  private static final int AT_ONCE = 64;

  private final ArrayDeque<Chunk> queue = new ArrayDeque<>();

  QueueStage(Slot slot) {
    super(slot);
  }

  /** When the next piece of the first chunk may go; {@link Long#MAX_VALUE} from now is never. */
  abstract long nanosUntilDue(Chunk head, long now);

  /** How many bytes of the first chunk go next: all of them, or less. */
  abstract int piece(Chunk head);

  /** The piece is about to be passed on. */
  void passing(Chunk piece, long now) {}

  @Override
  void chunk(Chunk chunk) {
    queue.add(chunk);
    slot.link.hold(chunk.weight());
    if (queue.size() == 1) {
      pump();
    }
  }

  @Override
  void end() {
    if (queue.isEmpty()) {
      slot.passEnd();
    }
  }

  @Override
  void resume() {
    pump();
  }

  private void pump() {
    passWhatIsDue();
    slot.link.throttle();
  }

  private void passWhatIsDue() {
    for (int i = 0; i < AT_ONCE && slot.link.flows(); i++) {
      Chunk head = queue.peek();
      if (head == null) {
        cancel();
        slot.passEnd();
        return;
      }
      long now = System.nanoTime();
      long wait = nanosUntilDue(head, now);
      if (wait > 0) {
        await(wait);
        return;
      }
      emit(head, now);
    }
    if (slot.link.flows()) {
      await(0);
    }
  }

  private void await(long wait) {
    if (wait == Long.MAX_VALUE) {
      cancel();
    } else {
      after(wait, this::pump);
    }
  }

  private void emit(Chunk head, long now) {
    Chunk piece = take(head, piece(head));
    passing(piece, now);
    slot.pass(piece);
    slot.link.flush();
  }

  private Chunk take(Chunk head, int bytes) {
    slot.link.hold(-head.weight());
    if (bytes >= head.size()) {
      queue.remove();
      return head;
    }
    Chunk piece = head.split(bytes);
    slot.link.hold(head.weight());
    return piece;
  }

  @Override
  void release() {
    super.release();
    long now = System.nanoTime();
    for (Chunk held = queue.poll(); held != null; held = queue.poll()) {
      slot.link.hold(-held.weight());
      if (held.at - now > 0) {
        held.at = now;
      }
      slot.pass(held);
    }
  }

  @Override
  void discard() {
    super.discard();
    for (Chunk held = queue.poll(); held != null; held = queue.poll()) {
      slot.link.hold(-held.weight());
      held.release();
    }
  }
}
