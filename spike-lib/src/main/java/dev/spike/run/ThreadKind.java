package dev.spike.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that blocking operations run on. */
public enum ThreadKind {
  /** Virtual threads where they do not pin (JDK 24 and newer), else platform threads. */
  AUTO,
  /** One operating-system thread each. */
  PLATFORM,
  /** Virtual threads; from JDK 21 on. */
  VIRTUAL;

  private static final int FIRST_WITH_VIRTUAL = 21;
  private static final int FIRST_WITHOUT_PINNING = 24;

  /** What {@link #AUTO} stands for on this JVM; the others stand for themselves. */
  public ThreadKind resolved() {
    if (this != AUTO) {
      return this;
    }
    return Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? VIRTUAL : PLATFORM;
  }

  /**
   * A factory of daemon threads of this kind.
   *
   * @throws IllegalStateException for virtual threads on a JVM that has none
   */
  ThreadFactory factory(String prefix) {
    return resolved() == VIRTUAL ? virtual() : platform(prefix);
  }

  private static ThreadFactory platform(String prefix) {
    AtomicLong number = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + number.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Found at run time, since the library is compiled for Java 17. */
  private static ThreadFactory virtual() {
    int feature = Runtime.version().feature();
    if (feature < FIRST_WITH_VIRTUAL) {
      throw new IllegalStateException(
          "virtual threads on Java " + feature + ": they need Java 21; choose PLATFORM or AUTO");
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads could not be had: " + e, e);
    }
  }

  /** How this kind reads in a report. */
  public String description() {
    ThreadKind kind = resolved();
    return kind == VIRTUAL ? "virtual threads" : "platform threads";
  }
}
