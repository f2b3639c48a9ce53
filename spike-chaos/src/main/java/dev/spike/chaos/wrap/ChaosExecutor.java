package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.ChaosPoint;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor with two points, whose tasks go on in the name of the operation and the thread that
 * handed them over ({@link ChaosCall#carried}).
 *
 * <ul>
 *   <li>{@code <name>.submit} is hit by the thread that hands a task over.
 *   <li>{@code <name>} is hit by the thread that runs it, before it does: a fault there makes the
 *       task slow, or fail as if it had thrown itself.
 * </ul>
 *
 * <p>A task handed to {@code execute} that fails so ends as uncaught exceptions do there; a {@code
 * CompletableFuture} that counts on it is never completed, as with any executor that loses a task.
 *
 * <p>As thread-safe as what it wraps.
 */
public final class ChaosExecutor extends AbstractExecutorService {
  private final ExecutorService target;
  private final Hooks hooks;

  /** What is hit, and when. */
  private record Hooks(ChaosPoint submission, ChaosPoint running) {
    static Hooks of(String name) {
      ChaosPoint running = ChaosPoint.of(name);
      return new Hooks(ChaosPoint.of(name + ".submit"), running);
    }

    void execute(Executor target, Runnable task) {
      Objects.requireNonNull(task);
      submission.hitWith(task);
      // A task of submit() has been hooked within, so that its future hears of a failure.
      target.execute(ChaosCall.carried(task instanceof Submitted ? task : hooked(task)));
    }

    private Runnable hooked(Runnable task) {
      return () -> {
        running.hitWith(task);
        task.run();
      };
    }
  }

  private static final class Submitted<T extends @Nullable Object> extends FutureTask<T> {
    Submitted(ChaosPoint running, Callable<T> task) {
      super(
          () -> {
            running.hitWith(task);
            return task.call();
          });
    }
  }

  private ChaosExecutor(ExecutorService target, String name) {
    this.target = target;
    this.hooks = Hooks.of(name);
  }

  /**
   * Wraps an executor service, which stays the caller's to shut down, here or there.
   *
   * @param name of the points, as in {@link ChaosPoint#of}
   * @throws IllegalStateException when it is shut down already
   */
  public static ExecutorService wrap(ExecutorService target, String name) {
    if (target.isShutdown()) {
      throw new IllegalStateException(
          "The executor to wrap as '%s' is shut down already: wrap one that runs".formatted(name));
    }
    return new ChaosExecutor(target, name);
  }

  /**
   * Wraps an executor.
   *
   * @param name of the points, as in {@link ChaosPoint#of}
   */
  public static Executor wrap(Executor target, String name) {
    Objects.requireNonNull(target, "The executor to wrap was null: give the one under test");
    Hooks hooks = Hooks.of(name);
    return task -> hooks.execute(target, task);
  }

  @Override
  public void execute(Runnable task) {
    hooks.execute(target, task);
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return newTaskFor(Executors.callable(task, value));
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new Submitted<>(hooks.running(), task);
  }

  @Override
  public void shutdown() {
    target.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return target.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return target.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return target.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return target.awaitTermination(timeout, unit);
  }
}
