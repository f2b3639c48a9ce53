package dev.spike.chaos;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where faults are made, to be imported statically: {@code
 * latency(ofMillis(200)).on("accounts.db")}.
 */
public final class Faults {
  private Faults() {}

  /**
   * Every call that is hit waits so long before it goes on.
   *
   * @param delay above zero, at most {@link Latency#MAX_DELAY}
   */
  public static Fault latency(Duration delay) {
    return new Latency(delay);
  }

  /**
   * Every call that is hit fails with an exception of its own.
   *
   * @param maker called once per failing call, in the calling thread, so that the stack trace is
   *     the call's own; must be thread-safe and must not block
   */
  public static Fault exception(Supplier<? extends Throwable> maker) {
    return new Failure(maker);
  }
}
