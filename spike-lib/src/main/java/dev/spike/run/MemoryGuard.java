package dev.spike.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stops a run before this JVM runs out of heap: when hardly anything is free though a collection
 * has just been.
 */
final class MemoryGuard {
  private static final double LIMIT = 0.9;

  private final Supplier<List<MemoryUsage>> afterCollection;

  MemoryGuard() {
    this(MemoryGuard::usagesAfterCollection);
  }

  MemoryGuard(Supplier<List<MemoryUsage>> afterCollection) {
    this.afterCollection = afterCollection;
  }

  /** Why the run has to stop, if it has to. */
  Optional<String> alarm() {
    return afterCollection.get().stream()
        .filter(usage -> usage.getMax() > 0 && usage.getUsed() > LIMIT * usage.getMax())
        .map(
            usage ->
                "stopped by the memory guard: "
                    + (usage.getUsed() >> 20)
                    + " of "
                    + (usage.getMax() >> 20)
                    + " MB of this JVM's heap are live; give it more with -Xmx, or run the target in a JVM of its own")
        .findFirst();
  }

  private static List<MemoryUsage> usagesAfterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && !isYoung(pool))
        .flatMap(pool -> Optional.ofNullable(pool.getCollectionUsage()).stream())
        .toList();
  }

  /** A survivor space may well be full after a collection. */
  private static boolean isYoung(MemoryPoolMXBean pool) {
    String name = pool.getName();
    return name.contains("Eden") || name.contains("Survivor") || name.contains("Young");
  }
}
