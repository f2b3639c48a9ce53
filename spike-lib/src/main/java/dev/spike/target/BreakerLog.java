package dev.spike.target;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What was seen of a breaker in one run; bounded, thread-safe. */
final class BreakerLog {
  static final int MAX_ENTRIES = 2_000_000;

  private final Queue<BreakerCall> calls = new ConcurrentLinkedQueue<>();
  private final Queue<StateChange> changes = new ConcurrentLinkedQueue<>();

  /** Of this log alone: a thread may be in calls of several watched breakers at once. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable BreakerCall> current = new ThreadLocal<>();

  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong strangers = new AtomicLong();
  private final AtomicLong permitsHeld = new AtomicLong();
  private final LongSupplier clockMillis;
  private final int maxEntries;
  final long startNanos = System.nanoTime();
  final long startMillis;

  /**
   * @param clockMillis the breaker's own clock
   */
  BreakerLog(LongSupplier clockMillis) {
    this(clockMillis, MAX_ENTRIES);
  }

  BreakerLog(LongSupplier clockMillis, int maxEntries) {
    this.clockMillis = clockMillis;
    this.maxEntries = maxEntries;
    this.startMillis = clockMillis.getAsLong();
  }

  BreakerCall begin() {
    long clock = clockMillis.getAsLong();
    BreakerCall call = new BreakerCall(System.nanoTime(), clock);
    current.set(call);
    return call;
  }

  void end(BreakerCall call, BreakerCall.Kind kind) {
    call.end = System.nanoTime();
    call.clockEnd = clockMillis.getAsLong();
    call.kind = kind;
    current.remove();
    switch (kind) {
      case PERMITTED -> permitsHeld.incrementAndGet();
      case ANSWERED, RELEASED -> permitsHeld.decrementAndGet();
      default -> {}
    }
    if (entries.incrementAndGet() <= maxEntries) {
      calls.add(call);
    }
  }

  void changed(State from, State to) {
    if (entries.incrementAndGet() <= maxEntries) {
      long told = System.nanoTime();
      changes.add(new StateChange(from, to, told, clockMillis.getAsLong(), current.get()));
    }
  }

  /** The breaker told of a call: if it is none that passed through here, it is a stranger's. */
  void heardOfCall() {
    if (current.get() == null) {
      strangers.incrementAndGet();
    }
  }

  /** Calls let through whose end the breaker has not been told. */
  long permitsHeld() {
    return permitsHeld.get();
  }

  List<BreakerCall> calls() {
    return new ArrayList<>(calls);
  }

  List<StateChange> changes() {
    return new ArrayList<>(changes);
  }

  /** Why this log does not hold the whole story; empty when it does. */
  String gap() {
    if (strangers.get() > 0) {
      return strangers.get() + " calls went past the target: use its breaker() everywhere";
    }
    if (entries.get() > maxEntries) {
      return "only the first " + maxEntries + " of " + entries.get() + " entries were kept";
    }
    long commands = calls.stream().filter(call -> call.is(BreakerCall.Kind.COMMAND)).count();
    return commands == 0 ? "" : "its state was ordered " + commands + " times while it was watched";
  }
}
