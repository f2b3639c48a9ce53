package dev.spike.chaos;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * All points by name, and the armed leases, so that a point made later still gets the faults that
 * are meant for it. Thread-safe.
 */
final class Points {
  static final Points JVM = new Points();

  private static final int NEAREST = 3;

  private final ConcurrentMap<String, ChaosPoint> points = new ConcurrentHashMap<>();

  /** Guarded by this, in the order of arming. */
  private final Map<Lease, Effect> armed = new LinkedHashMap<>();

  /** Written under this. */
  private volatile boolean anyArmed;

  ChaosPoint of(String name) {
    ChaosPoint known = points.get(name);
    return known == null ? made(name) : known;
  }

  private synchronized ChaosPoint made(String name) {
    ChaosPoint.checkedName(name);
    if (points.size() >= ChaosPoint.MAX_POINTS && !points.containsKey(name)) {
      throw new IllegalStateException(
          "Point '%s' would be one more than the %d there can be: name places in the code, not requests or users"
              .formatted(name, ChaosPoint.MAX_POINTS));
    }
    return points.computeIfAbsent(name, this::armedAsMeant);
  }

  private ChaosPoint armedAsMeant(String name) {
    ChaosPoint point = new ChaosPoint(name);
    armed.forEach((lease, effect) -> attach(lease, effect, point));
    return point;
  }

  synchronized void attach(Lease lease, Effect effect) {
    armed.put(lease, effect);
    anyArmed = true;
    points.values().forEach(point -> attach(lease, effect, point));
  }

  private static void attach(Lease lease, Effect effect, ChaosPoint point) {
    if (lease.injection().where().matches(point.name())) {
      point.attach(lease.at(point, effect));
    }
  }

  synchronized void detach(Lease lease) {
    armed.remove(lease);
    anyArmed = !armed.isEmpty();
    points.values().forEach(point -> point.detach(lease));
  }

  /** Whether any point may be armed. One volatile read. */
  boolean anyArmed() {
    return anyArmed;
  }

  boolean hold(Lease lease) {
    return points.values().stream().anyMatch(point -> point.holds(lease));
  }

  boolean anyMatch(Where where) {
    return points.keySet().stream().anyMatch(where::matches);
  }

  /** The names that differ least, the nearest first. */
  List<String> nearest(String name) {
    return nearest(name, points.keySet());
  }

  private static List<String> nearest(String name, Collection<String> names) {
    int limit = Math.max(2, name.length() / 2);
    return names.stream()
        .filter(each -> distance(name, each) <= limit)
        .sorted(
            Comparator.<String>comparingInt(each -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(NEAREST)
        .toList();
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
