package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Fault;
import dev.spike.chaos.StandingFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where faults are made, to be imported statically: {@code
 * latency(ofMillis(200)).on("accounts.db")}.
 */
public final class Faults {
  private Faults() {}

  /**
   * Every call that is hit waits so long before it goes on.
   *
   * @param delay above zero, at most {@link Delays#MAX}
   */
  public static CallFault latency(Duration delay) {
    return new Latency(Delays.fixed(delay));
  }

  /**
   * How long calls wait that this fault hits; empty unless it is a latency that is always equal.
   */
  public static Optional<Duration> fixedLatency(Fault fault) {
    return fault instanceof Latency latency && latency.delay() instanceof Fixed fixed
        ? Optional.of(fixed.delay())
        : Optional.empty();
  }

  /** Every call that is hit waits before it goes on, for a time drawn for it. */
  public static CallFault latency(Delay delay) {
    return new Latency(delay);
  }

  /**
   * Every call that is hit fails with an exception of its own.
   *
   * @param maker called once per failing call, in the calling thread, so that the stack trace is
   *     the call's own; must be thread-safe and must not block
   */
  public static CallFault exception(Supplier<? extends Throwable> maker) {
    return new Failure(maker);
  }

  /**
   * Every call that is hit gives another result. Acts where the point knows of results: at {@link
   * dev.spike.chaos.ChaosPoint#result}, {@code around} and in wrappers.
   *
   * @param change makes the wrong result of the right one; thread-safe
   */
  public static CallFault wrongResult(UnaryOperator<@Nullable Object> change) {
    return new WrongResult("wrong-result", change);
  }

  /** Every call that is hit gives null. Acts where {@link #wrongResult} does. */
  public static CallFault nullResult() {
    return new WrongResult("null-result", result -> null);
  }

  /** Every call that is hit hangs until the fault is reverted or its thread interrupted. */
  public static CallFault hang() {
    return new Hang();
  }

  /**
   * Calls beyond a rate are refused with a {@link RateLimitedException}.
   *
   * @param perSecond how many calls are let through
   * @param burst how many of them may come at once, 1 or more
   */
  public static CallFault rateLimit(double perSecond, int burst) {
    return new RateLimit(perSecond, burst);
  }

  /**
   * Every call that is hit keeps a core busy for that time.
   *
   * @param time above zero, at most {@link Delays#MAX}
   */
  public static CallFault cpuBurn(Duration time) {
    return new CpuBurn(time);
  }

  /** So many threads keep a core busy each, 1 to 1,024. */
  public static StandingFault cpuHogs(int threads) {
    return new CpuHogs(threads);
  }

  /**
   * So many bytes of the heap are taken. Refused when that would leave the JVM less than 5% of its
   * maximum heap.
   */
  public static StandingFault heapPressure(long bytes) {
    return new HeapPressure(bytes);
  }

  /** Every call that is hit allocates so many bytes more, for nothing. */
  public static CallFault garbage(int bytes) {
    return new Garbage(bytes);
  }

  /** One thread allocates at that rate, for nothing. */
  public static StandingFault gcPressure(long bytesPerSecond) {
    return new GcPressure(bytesPerSecond);
  }

  /** So many threads of an executor do nothing else than wait, 1 or more. */
  public static StandingFault starvation(Executor executor, int threads) {
    return new Starvation(executor, threads);
  }

  /**
   * So many of a resource are taken: permits, connections, whatever is given back by closing.
   *
   * @param kind how reports call the fault
   * @param source gives one of them, and may wait for it; when it throws it is asked again. It is
   *     called by a thread of the fault, which is interrupted at the revert
   * @param count 1 or more
   */
  public static StandingFault holding(
      String kind, Callable<? extends AutoCloseable> source, int count) {
    return new Holding(kind, source, count);
  }

  /**
   * The clock is wrong by that, ahead or (negative) behind. Acts where a call gives an {@link
   * java.time.Instant}, as a wrapped clock's does.
   */
  public static CallFault clockSkew(Duration offset) {
    return new ClockSkew(offset);
  }

  /**
   * One of these for each call that is hit. Each is counted for itself, see {@link
   * dev.spike.chaos.Lease#firedByKind}.
   */
  public static CallFault oneOf(Weighted... choices) {
    return new OneOf(List.of(choices));
  }

  /** A fault for {@link #oneOf}, with its share of the calls. */
  public static Weighted weighted(double weight, CallFault fault) {
    return new Weighted(weight, fault);
  }
}
