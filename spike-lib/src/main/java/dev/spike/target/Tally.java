package dev.spike.target;

/** Adds up what was surely and what was possibly in a window. */
final class Tally {
  private int surelyCounted = 1;
  private int possible = 1;
  private int kept = 1;
  private int failedKept;
  private int failedPossible;
  private int slowKept;
  private int slowPossible;

  /** With the newest answer, which is surely there. */
  Tally(BreakerCall newest) {
    failedKept = newest.failed ? 1 : 0;
    slowKept = newest.slow ? 1 : 0;
    failedPossible = failedKept;
    slowPossible = slowKept;
  }

  /**
   * One more answer.
   *
   * @param counted whether the breaker surely took it in before the newest
   * @param surelyKept whether it surely still is in the window
   * @param possiblyKept whether it may be
   */
  void add(BreakerCall answer, boolean counted, boolean surelyKept, boolean possiblyKept) {
    surelyCounted += counted ? 1 : 0;
    if (possiblyKept || surelyKept) {
      possible++;
      failedPossible += answer.failed ? 1 : 0;
      slowPossible += answer.slow ? 1 : 0;
    }
    if (surelyKept) {
      kept++;
      failedKept += answer.failed ? 1 : 0;
      slowKept += answer.slow ? 1 : 0;
    }
  }

  ShadowWindow.Bounds bounds(WindowRule rule) {
    int bound = rule.countsCalls() ? rule.size() : Integer.MAX_VALUE;
    int fewest = Math.min(surelyCounted, bound);
    int most = Math.min(possible, bound);
    return new ShadowWindow.Bounds(
        fewest,
        most,
        percent(failedKept, most),
        highest(failedPossible, kept - failedKept, fewest, most),
        percent(slowKept, most),
        highest(slowPossible, kept - slowKept, fewest, most));
  }

  private static float highest(int hitsPossible, int othersKept, int fewest, int most) {
    int hits = Math.min(hitsPossible, Math.max(0, most - othersKept));
    return percent(hits, Math.max(hits + othersKept, fewest));
  }

  private static float percent(int part, int whole) {
    // As the breaker computes it, in single precision, so that equal shares are equal.
    return Math.min(100f, part * 100.0f / whole);
  }
}
