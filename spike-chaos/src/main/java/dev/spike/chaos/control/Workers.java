package dev.spike.chaos.control;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves exchanges on few threads, none of them for ever. The JDK's server reads and writes on the
 * thread that serves, and by itself waits without end for what does not come; an interrupt closes
 * the connection. An exchange beyond those that may wait is refused, whereupon the server closes
 * its connection.
 */
final class Workers implements Executor, AutoCloseable {
  private static final int THREADS = 16;
  private static final int WAITING = 64;
  private static final long IDLE_SECONDS = 10;
  private static final String NAME = "spike-chaos-control";
  private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

  private final Duration toReceive;
  private final Duration toAnswer;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Workers::daemon);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Workers::daemon);

  /**
   * New ones, without a thread yet.
   *
   * @param toReceive how long a request may take to arrive, from its first byte on
   * @param toAnswer how long its answer may take from then on, with the client's taking it
   */
  Workers(Duration toReceive, Duration toAnswer) {
    this.toReceive = toReceive;
    this.toAnswer = toAnswer;
    threads.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, NAME, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  @Override
  public void execute(Runnable exchange) {
    threads.execute(() -> serve(exchange));
  }

  private void serve(Runnable exchange) {
    Deadline deadline = new Deadline(Thread.currentThread());
    deadline.in(toReceive);
    CURRENT.set(deadline);
    try {
      exchange.run();
    } finally {
      CURRENT.remove();
      deadline.over();
    }
  }

  /** The exchange that the calling thread serves has been received: its answer has its own time. */
  void received() {
    Deadline deadline = CURRENT.get();
    if (deadline != null) {
      deadline.in(toAnswer);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    timer.shutdownNow();
  }

  /** Interrupts a thread, but only as long as it works on the same exchange. */
  private final class Deadline {
    private final Thread thread;
    private @Nullable Future<?> set;
    private boolean over;

    Deadline(Thread thread) {
      this.thread = thread;
    }

    synchronized void in(Duration time) {
      if (set != null) {
        set.cancel(false);
      }
      set = timer.schedule(this::passed, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void passed() {
      if (!over) {
        thread.interrupt();
      }
    }

    synchronized void over() {
      over = true;
      if (set != null) {
        set.cancel(false);
      }
      Thread.interrupted();
    }
  }
}
