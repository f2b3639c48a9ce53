package dev.spike.remote;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The instant by which a blocking call must be over, in {@link System#nanoTime} terms.
 *
 * @param atNanos the instant
 * @param allowance what was granted at the start, for messages
 */
record Deadline(long atNanos, Duration allowance) {
  static Deadline in(Duration allowance) {
    return new Deadline(System.nanoTime() + allowance.toNanos(), allowance);
  }

  /** This one or a shorter allowance from now, whichever ends first. */
  Deadline atMost(Duration shorter) {
    Deadline other = in(shorter);
    return other.atNanos - atNanos < 0 ? other : this;
  }

  long remainingNanos() {
    return Math.max(0, atNanos - System.nanoTime());
  }

  /**
   * Waits for a result. Failures come out as IOExceptions made in the calling thread, so that their
   * stack names the caller and their message says what was tried.
   *
   * @param request what was asked, such as {@code GET http://127.0.0.1:8081/health}
   * @param late what to say when time runs out, after the allowance
   */
  <T> T await(CompletableFuture<T> result, String request, String late)
      throws IOException, InterruptedException {
    try {
      return result.get(remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut(request, late);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(request + ": " + Failures.describe(cause), cause);
    }
  }

  SocketTimeoutException timedOut(String request, String late) {
    return new SocketTimeoutException(
        request + ": " + late + " within " + Failures.time(allowance));
  }
}
