package dev.spike.chaos.jdbc;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Counts connections out and in. One short lock rather than several atomics, so that every snapshot
 * adds up; it is never held while anything blocks.
 */
final class BorrowLedger {
  /** Beyond so many at once they are counted, but no longer listed. */
  static final int MAX_LISTED = 10_000;

  private final LongSupplier ticker;

  /** Oldest first. Holds no connection, so that an abandoned one can still be collected. */
  private final Set<Borrow> held = new LinkedHashSet<>();

  private int now;
  private int peak;
  private long total;
  private long failed;

  BorrowLedger(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** One connection on loan. Ends once, however often it is given back. */
  final class Borrow {
    private final String thread = Thread.currentThread().getName();
    private final long since = ticker.getAsLong();
    private boolean returned;

    void returned() {
      synchronized (BorrowLedger.this) {
        if (!returned) {
          returned = true;
          now--;
          held.remove(this);
        }
      }
    }
  }

  Borrow borrowed() {
    Borrow borrow = new Borrow();
    synchronized (this) {
      total++;
      now++;
      peak = Math.max(peak, now);
      if (held.size() < MAX_LISTED) {
        held.add(borrow);
      }
    }
    return borrow;
  }

  synchronized void failed() {
    failed++;
  }

  synchronized void resetPeak() {
    peak = now;
  }

  synchronized Borrows snapshot() {
    return new Borrows(now, peak, total, total - now, failed);
  }

  List<HeldConnection> heldLongerThan(Duration age) {
    long present = ticker.getAsLong();
    return heldNow().stream()
        .map(borrow -> new HeldConnection(borrow.thread, Duration.ofNanos(present - borrow.since)))
        .filter(connection -> connection.held().compareTo(age) > 0)
        .toList();
  }

  private synchronized List<Borrow> heldNow() {
    return List.copyOf(held);
  }
}
