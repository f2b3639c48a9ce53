package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.ChaosPoint;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

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
 * <p>As thread-safe as what it wraps.
 */
public final class ChaosExecutor extends AbstractExecutorService {
  private final ExecutorService target;
  private final Executor hitting;

  private ChaosExecutor(ExecutorService target, String name) {
    this.target = target;
    this.hitting = wrap((Executor) target, name);
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
    ChaosPoint submission = ChaosPoint.of(name + ".submit");
    ChaosPoint running = ChaosPoint.of(name);
    return task -> {
      Objects.requireNonNull(task);
      submission.hitWith(task);
      target.execute(
          ChaosCall.carried(
              () -> {
                running.hitWith(task);
                task.run();
              }));
    };
  }

  @Override
  public void execute(Runnable task) {
    hitting.execute(task);
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
