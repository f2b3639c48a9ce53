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
  private Armed[] armed = {};
  private int hits;

  /** How many hits came before these were armed, or have been handed over. */
  private int before;

  Visits(ChaosPoint point, @Nullable Visits next) {
    this.point = point;
    this.next = next;
  }

  /** One more hit, for which these are armed: the how-manieth, from 1. */
  int hit(Armed[] now) {
    if (armed != now) {
      handOver();
      armed = now;
    }
    return ++hits;
  }

  void handOver() {
    for (Armed each : armed) {
      each.lease().addConsidered(hits - before);
    }
    before = hits;
  }
}
