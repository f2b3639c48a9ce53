package dev.spike.chaos;

import org.jspecify.annotations.Nullable;

/**
 * The hits of one point within one operation on one thread. Counted here without any atomic, which
 * would cost more than the decision, and handed to the leases when the operation ends.
 */
final class Visits {
  final ChaosPoint point;
  final @Nullable Visits next;
  private int hits;
  private Armed[] armed = {};
  private int[] considered = {};

  Visits(ChaosPoint point, @Nullable Visits next) {
    this.point = point;
    this.next = next;
  }

  /** Counts from 1. */
  int nextHit() {
    return ++hits;
  }

  /** How often each of these has been considered so far; to be counted up by the caller. */
  int[] consideredOf(Armed[] now) {
    if (armed != now) {
      handOver();
      armed = now;
      considered = new int[now.length];
    }
    return considered;
  }

  void handOver() {
    for (int i = 0; i < armed.length; i++) {
      armed[i].lease().addConsidered(considered[i]);
      considered[i] = 0;
    }
  }
}
