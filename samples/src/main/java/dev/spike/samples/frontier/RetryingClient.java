package dev.spike.samples.frontier;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that gives up after a while and asks again at once. Thread-safe. */
final class RetryingClient {
  private final SmallServer server;
  private final Duration patience;
  private final int retries;

  RetryingClient(SmallServer server, Duration patience, int retries) {
    this.server = server;
    this.patience = patience;
    this.retries = retries;
  }

  CompletableFuture<Void> call() {
    return attempt(retries);
  }

  private CompletableFuture<Void> attempt(int left) {
    try {
      return server
          .request()
          .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
          .exceptionallyCompose(error -> again(error, left));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Void> again(Throwable error, int left) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof TimeoutException && left > 0
        ? attempt(left - 1)
        : CompletableFuture.failedFuture(cause);
  }
}
