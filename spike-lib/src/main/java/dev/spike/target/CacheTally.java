package dev.spike.target;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done to a cache in one run and what came of it; thread-safe. */
final class CacheTally {
  private final LongAdder reads = new LongAdder();
  private final LongAdder checked = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder staleAfterBulk = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder invalidations = new LongAdder();
  private final LongAdder bulkInvalidations = new LongAdder();

  /** One of the first; which of several at once does not matter. */
  private volatile String firstStale = "";

  /**
   * A read.
   *
   * @param version what it gave
   * @param due the version due by single invalidation when it began
   * @param dueAfterBulk the version due by bulk invalidation when it began
   * @param changed whether the key had been written or invalidated by then
   */
  void read(Object key, long version, long due, long dueAfterBulk, boolean changed) {
    reads.increment();
    if (changed) {
      checked.increment();
    }
    if (version < due) {
      stale.increment();
      if (firstStale.isEmpty()) {
        firstStale = "first: key %s gave version %d though %d was due".formatted(key, version, due);
      }
    } else if (version < dueAfterBulk) {
      staleAfterBulk.increment();
    }
  }

  void written() {
    writes.increment();
  }

  void invalidated() {
    invalidations.increment();
  }

  void invalidatedInBulk() {
    bulkInvalidations.increment();
  }

  long reads() {
    return reads.sum();
  }

  List<Fact> facts() {
    Fact bulk =
        bulkInvalidations.sum() == 0
            ? new Fact("cache.stale-after-bulk", Double.NaN, Unit.COUNT, "no bulk invalidation")
            : Fact.count(
                "cache.stale-after-bulk",
                staleAfterBulk.sum(),
                "Caffeine: undefined for an entry that is being loaded and otherwise not present");
    return List.of(
        stale(),
        bulk,
        Fact.count("cache.reads", reads.sum(), checked.sum() + " after a change of their key"),
        Fact.count("cache.writes", writes.sum()),
        Fact.count("cache.invalidations", invalidations.sum() + bulkInvalidations.sum()));
  }

  private Fact stale() {
    return checked.sum() == 0
        ? new Fact("cache.stale", Double.NaN, Unit.COUNT, "no key was read after a change")
        : Fact.count("cache.stale", stale.sum(), firstStale);
  }
}
