package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.ChaosPoint;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets faults act on an asynchronous call without its caller. */
public final class Apart {
  private Apart() {}

  /** Does something around a call. */
  @FunctionalInterface
  public interface Around<T> {
    T apply(Callable<T> call) throws Exception;
  }

  /**
   * Does that around the call, and waits for it, on a thread of its own that works in the name of
   * the caller's operation.
   *
   * @param point that is hit around the call, once, counted among the caller's own hits
   * @return what comes of it; all that is thrown fails it, and its cancellation is the call's too
   */
  public static <T> CompletableFuture<T> call(
      ChaosPoint point, Around<T> around, Callable<? extends CompletableFuture<? extends T>> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Callable<T> waiting =
        () -> {
          CompletableFuture<? extends T> sent = call.call();
          CompletableFuture<?> unused = answer.whenComplete((any, thrown) -> sent.cancel(true));
          return sent.get();
        };
    Runnable all = () -> complete(answer, () -> around.apply(waiting));
    Runnable carried = ChaosCall.carried(all, point);
    Thread thread = new Thread(null, carried, "chaos-" + point.name(), 0, false);
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private static <T> void complete(CompletableFuture<T> answer, Callable<T> call) {
    try {
      answer.complete(call.call());
    } catch (ExecutionException failed) {
      answer.completeExceptionally(failed.getCause() == null ? failed : failed.getCause());
    } catch (Throwable thrown) {
      answer.completeExceptionally(thrown);
    }
  }
}
