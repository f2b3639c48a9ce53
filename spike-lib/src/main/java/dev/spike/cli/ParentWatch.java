package dev.spike.cli;

import java.util.Optional;

/** Ends this JVM when the process that wanted it is gone, so that none is ever left over. */
final class ParentWatch {
  private static final long EVERY_MILLIS = 200;

  private final long pid;
  private final boolean isParent;

  private ParentWatch(long pid) {
    this.pid = pid;
    this.isParent = parent().equals(Optional.of(pid));
  }

  /**
   * Watches from now on, on a thread of its own.
   *
   * @param pid the process, or 0 for the one that started this one
   * @param exit what is done once, when the process is gone or if it is already
   */
  static void start(long pid, Runnable exit) {
    ParentWatch watch = new ParentWatch(pid == 0 ? parent().orElse(0L) : pid);
    Thread thread = new Thread(() -> watch.watch(exit), "spike-parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch(Runnable exit) {
    try {
      while (!isGone()) {
        Thread.sleep(EVERY_MILLIS);
      }
      exit.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A dead process that nobody has waited for still looks alive, but has lost its children. */
  private boolean isGone() {
    boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    return !alive || (isParent && !parent().equals(Optional.of(pid)));
  }

  private static Optional<Long> parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }
}
