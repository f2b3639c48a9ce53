package dev.spike.chaos;

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

  List<String> names() {
    return points.keySet().stream().sorted().toList();
  }

  /** The names that differ least, the nearest first. */
  List<String> nearest(String name) {
    return NearestNames.to(name, points.keySet());
  }
}
