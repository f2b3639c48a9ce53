package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.ChaosPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
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
 * <p>The subject of both is the task as it was handed over: the {@code Runnable} or {@code
 * Callable} itself, also in {@code submit}, {@code invokeAny} and an {@code
 * ExecutorCompletionService}.
 *
 * <p>While nothing is armed, {@code execute} hands on the task itself, so that queues that compare
 * tasks still can; such a task is not hit at {@code <name>} if that is armed before it runs. While
 * something is armed it hands on one of its own, in whose place {@code shutdownNow} gives the
 * caller's.
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
      Runnable carried = ChaosCall.carried(running.isArmed() ? hooked(task) : task);
      target.execute(carried == task ? task : new Handed(task, carried));
    }

    private Runnable hooked(Runnable task) {
      return () -> {
        running.hitWith(task);
        task.run();
      };
    }
  }

  /** What goes to the target in place of a task while something is armed. */
  private record Handed(Runnable task, Runnable carried) implements Runnable {
    @Override
    public void run() {
      carried.run();
    }

    static Runnable taskOf(Runnable given) {
      return given instanceof Handed handed ? handed.task : given;
    }
  }

  /** Hooked and carried within, so that its future hears of a failure. */
  private static final class Submitted<T extends @Nullable Object> extends FutureTask<T> {
    /** The last one made by this thread: a completion service hides it in a future of its own. */
    private static final ThreadLocal<@Nullable Submitted<?>> LAST = new ThreadLocal<>();

    private final Object task;

    Submitted(ChaosPoint running, Object task, Callable<T> call) {
      super(
          ChaosCall.<T>carried(
              () -> {
                running.hitWith(task);
                return call.call();
              }));
      this.task = task;
    }

    /** Of what is about to be executed by the thread that made it; null when there is none. */
    static @Nullable Submitted<?> within(Runnable task) {
      Submitted<?> submitted =
          task instanceof Submitted<?> itself ? itself : isOfCompletion(task) ? LAST.get() : null;
      if (submitted != null) {
        LAST.remove();
      }
      return submitted;
    }

    private static boolean isOfCompletion(Runnable task) {
      return task instanceof FutureTask
          && task.getClass().getEnclosingClass() == ExecutorCompletionService.class;
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
    Submitted<?> submitted = Submitted.within(task);
    if (submitted == null) {
      hooks.execute(target, task);
    } else {
      hooks.submission().hitWith(submitted.task);
      target.execute(task);
    }
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return submitted(task, Executors.callable(task, value));
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return submitted(Objects.requireNonNull(task), task);
  }

  private <T extends @Nullable Object> RunnableFuture<T> submitted(Object task, Callable<T> call) {
    Submitted<T> made = new Submitted<>(hooks.running(), task, call);
    Submitted.LAST.set(made);
    return made;
  }

  @Override
  public void shutdown() {
    target.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> neverRan = new ArrayList<>(target.shutdownNow());
    neverRan.replaceAll(Handed::taskOf);
    return neverRan;
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
