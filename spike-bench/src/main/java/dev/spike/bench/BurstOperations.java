package dev.spike.bench;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The operations of one burst: each first takes the time, and is then over later. */
final class BurstOperations {
  private static final long WORK_NANOS = 1_000_000;

  private final long[] starts;
  private final CompletableFuture<?>[] stages;

  BurstOperations(int users) {
    starts = new long[users];
    stages = Stream.generate(CompletableFuture::new).limit(users).toArray(CompletableFuture[]::new);
  }

  int users() {
    return starts.length;
  }

  /** Blocks for a millisecond. */
  void perform(int user) {
    starts[user] = System.nanoTime();
    LockSupport.parkNanos(WORK_NANOS);
  }

  /** Gives a stage that completes, on another thread, after the last user has started. */
  CompletableFuture<?> start(int user) {
    starts[user] = System.nanoTime();
    if (user == starts.length - 1) {
      new Thread(this::completeAll).start();
    }
    return stages[user];
  }

  private void completeAll() {
    LockSupport.parkNanos(WORK_NANOS);
    Arrays.stream(stages).forEach(stage -> stage.complete(null));
  }

  /** When each was started, of System.nanoTime; to be asked for when all are over. */
  long[] starts() {
    return starts.clone();
  }
}
