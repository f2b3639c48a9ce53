package dev.spike.samples.frontier;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
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
  private final double meanNanos;
  private volatile ThreadPoolExecutor pool;

  /**
   * A server.
   *
   * @param threads how many requests it works on at once
   * @param queue how many more may wait
   * @param mean how long it works on one; the times are exponential
   */
  SmallServer(int threads, int queue, Duration mean) {
    this.threads = threads;
    this.queue = queue;
    meanNanos = mean.toNanos();
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
          double share = -Math.log(1 - ThreadLocalRandom.current().nextDouble());
          LockSupport.parkNanos((long) (meanNanos * share));
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
