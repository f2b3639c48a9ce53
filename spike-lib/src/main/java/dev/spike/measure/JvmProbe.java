package dev.spike.measure;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * This JVM as the one the target lives in: the counts {@code target.threads}, its live platform
 * threads, and {@code target.fds}, its open file descriptors, sockets among them (not on Windows).
 * Threads whose names begin with {@code spike-}, which are those of the generator, and those by
 * which the JDK itself runs virtual threads and cleans up, are left out. Thread-safe.
 */
public final class JvmProbe implements Probe {
  /** The gauge of the target's threads. */
  public static final String THREADS = "target.threads";

  /** The gauge of the target's open file descriptors. */
  public static final String FILES = "target.fds";

  private static final String OWN = "spike-";
  private static final Set<String> GROUPS_OF_THE_JDK =
      Set.of("CarrierThreads", "InnocuousThreadGroup");

  @Override
  public List<Gauge> gauges() {
    return List.of(
        new Gauge(THREADS, Unit.COUNT, JvmProbe::threads),
        new Gauge(FILES, Unit.COUNT, JvmProbe::openFiles));
  }

  private static double threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 1];
    int count = root.enumerate(threads);
    while (count == threads.length) {
      threads = new Thread[2 * count];
      count = root.enumerate(threads);
    }
    return Arrays.stream(threads, 0, count).filter(JvmProbe::isOfTheTarget).count();
  }

  private static boolean isOfTheTarget(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    boolean ended = group == null;
    return !ended
        && !thread.getName().startsWith(OWN)
        && !GROUPS_OF_THE_JDK.contains(group.getName());
  }

  private static double openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : Double.NaN;
  }
}
