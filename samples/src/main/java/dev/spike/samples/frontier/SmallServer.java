package dev.spike.samples.frontier;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads behind a bounded queue, which work on every request they took, also when nobody
 * waits for the answer any more. Thread-safe.
 */
final class SmallServer implements AutoCloseable {
  private final int threads;
  private final int queue;
  private final Duration work;
  private volatile ThreadPoolExecutor pool;

  SmallServer(int threads, int queue, Duration work) {
    this.threads = threads;
    this.queue = queue;
    this.work = work;
    pool = started();
  }

  private ThreadPoolExecutor started() {
    return new ThreadPoolExecutor(
        threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue));
  }

  /**
   * Takes a request.
   *
   * @throws java.util.concurrent.RejectedExecutionException when the queue is full
   */
  CompletableFuture<Void> request() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    pool.execute(
        () -> {
          LockSupport.parkNanos(work.toNanos());
          answer.complete(null);
        });
    return answer;
  }

  /** Forgets whatever waits. */
  void restart() {
    pool.shutdownNow();
    pool = started();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
