package dev.spike.run;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The pauses of this JVM's collectors, told by the JVM itself as they end. Concurrent cycles, which
 * do not stop the program, are left out, and so are collections made to read the live set.
 * Thread-safe; has to be closed once it listens.
 */
final class GcPauses implements NotificationListener, AutoCloseable {
  /** Why a class histogram collects; it is made while no load is due. */
  private static final String HEAP_INSPECTION = "Heap Inspection Initiated GC";

  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private long sinceLastNanos;
  private long count;
  private long longestNanos;
  private String longest = "none";

  /** Listens from now on. */
  void listen() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
        emitters.add(emitter);
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification.getUserData() instanceof CompositeData data) {
      GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
      if (!info.getGcAction().contains("cycle") && !info.getGcCause().equals(HEAP_INSPECTION)) {
        paused(
            TimeUnit.MILLISECONDS.toNanos(info.getGcInfo().getDuration()),
            info.getGcName() + ", " + info.getGcCause());
      }
    }
  }

  synchronized void paused(long nanos, String what) {
    sinceLastNanos += nanos;
    count++;
    if (nanos >= longestNanos) {
      longestNanos = nanos;
      longest = what;
    }
  }

  /** The time of all pauses since the last call, to the millisecond that the JVM tells. */
  synchronized long takeNanos() {
    long taken = sinceLastNanos;
    sinceLastNanos = 0;
    return taken;
  }

  /** How many there were, and the longest. */
  synchronized List<Fact> facts() {
    return List.of(
        Fact.count("generator.gc.pauses", count),
        new Fact("generator.gc.longest", longestNanos, Unit.NANOS, longest));
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException e) {
        // Somebody else removed it: nothing is left to be done.
      }
    }
    emitters.clear();
  }
}
