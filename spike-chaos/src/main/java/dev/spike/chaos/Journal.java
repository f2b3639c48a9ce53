package dev.spike.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lease has done: exact totals, and the last injections one by one. Thread-safe. */
final class Journal {
  /** Older ones are counted, but no longer listed. */
  static final int MAX_LISTED = 1_024;

  private final Deque<Injected> last = new ArrayDeque<>();
  private final Map<String, Long> fired = new LinkedHashMap<>();
  private long count;
  private long totalNanos;
  private long maxNanos;

  Journal(List<String> kinds) {
    kinds.forEach(kind -> fired.put(kind, 0L));
  }

  /** Whether one more may begin; counted before it acts, so that one under way is seen. */
  synchronized boolean begin(String kind, long limit) {
    if (count >= limit) {
      return false;
    }
    count++;
    fired.merge(kind, 1L, Long::sum);
    return true;
  }

  synchronized void add(Injected injected) {
    totalNanos += injected.tookNanos();
    maxNanos = Math.max(maxNanos, injected.tookNanos());
    if (last.size() == MAX_LISTED) {
      last.remove();
    }
    last.add(injected);
  }

  synchronized long count() {
    return count;
  }

  synchronized Map<String, Long> fired() {
    return new LinkedHashMap<>(fired);
  }

  synchronized long totalNanos() {
    return totalNanos;
  }

  synchronized long maxNanos() {
    return maxNanos;
  }

  synchronized List<Injected> last() {
    return List.copyOf(last);
  }
}
