package dev.spike.chaos;

import org.jspecify.annotations.Nullable;

/**
 * The hits of one point within one operation on one thread. Counted here without any atomic, which
 * would cost more than the decision, and handed to the leases when one of them acts, or when the
 * operation ends.
 */
final class Visits {
  final ChaosPoint point;
  final @Nullable Visits next;
  private final ChaosCall.Scope call;
  private Armed[] armed = {};

  /** A list: an array's loop is unrolled, which costs more than the one or two steps it has. */
  private @Nullable Chance chances;

  private int hits;

  /** How many hits came before these were armed, or have been handed over. */
  private int before;

  Visits(ChaosCall.Scope call, ChaosPoint point, @Nullable Visits next) {
    this.call = call;
    this.point = point;
    this.next = next;
  }

  /** One more hit, for which these are armed: whether any of them is drawn, as far as that goes. */
  boolean hit(Armed[] now) {
    if (armed != now) {
      begin(now);
    }
    hits++;
    for (Chance each = chances; each != null; each = each.next) {
      if (each.isDrawn(hits)) {
        return true;
      }
    }
    return false;
  }

  /** The how-manieth hit the last one was, from 1. */
  int hits() {
    return hits;
  }

  /** Counts one hit that another thread makes and hands over: how many came before it. */
  int leaveOne() {
    before++;
    return hits++;
  }

  /** As if so many hits had come, which somebody else hands over. */
  void startAfter(int others) {
    hits = others;
    before = others;
  }

  private void begin(Armed[] now) {
    handOver();
    armed = now;
    chances = null;
    for (Armed each : now) {
      chances = new Chance(each.half(call), each.threshold(), chances);
    }
  }

  /** To those leases that look at this operation. */
  void handOver() {
    for (Armed each : armed) {
      if (each.lease().isBoundTo(call)) {
        each.lease().addConsidered(hits - before);
      }
    }
    before = hits;
  }

  /**
   * An armed fault to this operation.
   *
   * @param half the operation's half of its draws
   * @param threshold as {@link Draw#isBelow} takes it
   */
  private record Chance(long half, long threshold, @Nullable Chance next) {
    boolean isDrawn(int nth) {
      return Draw.isBelow(threshold, Draw.bits(half, nth));
    }
  }
}
