package dev.spike.remote.proxy;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a toxic does to one direction of one connection, from when it is added or changed there
 * until it is changed or removed. Lives on the connection's event loop.
 */
abstract class Stage {
  /** Sums of some of them still fit. */
  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);

  final Slot slot;
  private @Nullable ScheduledFuture<?> timer;

  Stage(Slot slot) {
    this.slot = slot;
  }

  /** Begins to act. */
  void start() {}

  abstract void chunk(Chunk chunk);

  /** The end of the stream has come to the {@link #slot}, which knows which. */
  void end() {
    slot.passEnd();
  }

  /** About to be replaced: passes on at once what it holds. Nothing is called afterwards. */
  void release() {
    cancel();
  }

  /** Nothing comes in its place; after the release. */
  void removed() {}

  /** The destination takes bytes again. */
  void resume() {}

  /** The stream is over: frees what is held. */
  void discard() {
    cancel();
  }

  /** Runs that so much later, in place of what was to run. */
  void after(long nanos, Runnable task) {
    cancel();
    timer = slot.link.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  final void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  static long nanos(long millis) {
    return nanos(TimeUnit.MILLISECONDS, millis);
  }

  /** From 0 to a year. */
  static long nanos(TimeUnit unit, long time) {
    return Math.max(0, Math.min(unit.toNanos(time), LONGEST_NANOS));
  }
}
