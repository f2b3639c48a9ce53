package dev.spike.target;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The versions of one key. Written is the highest that surely is in the source. Due is the highest
 * that was written and whose invalidation has returned: a read that begins now must not give less.
 * Both only rise, so reading them takes no lock. Thread-safe.
 */
final class KeyTrack {
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger loading = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong due = new AtomicLong();
  private final AtomicLong dueAfterBulk = new AtomicLong();
  private volatile boolean changed;
  private long last;

  void startFrom(long version) {
    last = version;
    written.set(version);
    due.set(version);
    dueAfterBulk.set(version);
  }

  /** Gives whether another load of this key is under way. */
  boolean beginLoad() {
    return loading.incrementAndGet() > 1;
  }

  void endLoad() {
    loading.decrementAndGet();
  }

  /** Writes of one key follow each other, or an older version could end up as the current one. */
  long write(LongConsumer store) {
    writing.lock();
    try {
      long version = ++last;
      store.accept(version);
      raise(written, version);
      return version;
    } finally {
      writing.unlock();
    }
  }

  long written() {
    return written.get();
  }

  long due() {
    return due.get();
  }

  long dueAfterBulk() {
    return dueAfterBulk.get();
  }

  /** Whether it was invalidated since the start, so that a read can be held against that. */
  boolean isChanged() {
    return changed;
  }

  /** An invalidation that began after that version was written has returned. */
  void invalidated(long version) {
    raise(due, version);
    changed = true;
  }

  /** One of many keys at once has. */
  void invalidatedInBulk(long version) {
    raise(dueAfterBulk, version);
  }

  private static void raise(AtomicLong level, long version) {
    level.accumulateAndGet(version, Math::max);
  }
}
