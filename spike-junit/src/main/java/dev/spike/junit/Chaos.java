package dev.spike.junit;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Arms faults for the rest of one test, and reverts them after it, whatever it comes to: {@code
 * chaos.arm(latency(millis(200)).on("orders.db"))}.
 *
 * <p>Faults act on the calls of the thread that arms them, and of tasks that it hands to wrapped
 * executors; in a {@link SpikeTest} and with {@link OnAllThreads} on all calls. Thread-safe.
 */
public final class Chaos {
  /** After which a fault ends by itself, unless told otherwise. */
  public static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

  private final String test;
  private final long seed;
  private final boolean allThreads;

  /** Guarded by this. */
  private final List<ArmedFault> armed = new ArrayList<>();

  private boolean over;

  Chaos(String test, long seed, boolean allThreads) {
    this.test = test;
    this.seed = seed;
    this.allThreads = allThreads;
  }

  /**
   * Arms a fault. The test fails if it never acts.
   *
   * @return its lease, which may be closed before the test ends
   * @throws IllegalStateException when the test is over
   */
  public Lease arm(Injection fault) {
    return arm(fault, TIME_TO_LIVE);
  }

  /** As {@link #arm(Injection)}, with another time after which it ends by itself. */
  public Lease arm(Injection fault, Duration timeToLive) {
    return arm(fault, timeToLive, false);
  }

  /** Arms a fault that the test may pass without, such as where a cache is to stand in. */
  public Lease armOptional(Injection fault) {
    return arm(fault, TIME_TO_LIVE, true);
  }

  synchronized Lease arm(Injection fault, Duration timeToLive, boolean optional) {
    if (over) {
      throw new IllegalStateException(
          "The %s was not armed, as test %s is over: arm it before the test ends"
              .formatted(fault, test));
    }
    Arming arming = Arming.of(seed, timeToLive).withOrdinal(armed.size());
    Lease lease = fault.arm(allThreads ? arming : arming.boundToThread());
    armed.add(new ArmedFault(lease, timeToLive, optional));
    return lease;
  }

  /** Reverts all, the last one first; from now on nothing can be armed. */
  List<String> end() {
    List<String> left = new ArrayList<>();
    List<ArmedFault> all = close();
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).revert().ifPresent(left::add);
    }
    return left;
  }

  private synchronized List<ArmedFault> close() {
    over = true;
    return List.copyOf(armed);
  }

  /** Why faults did not act as the test expects. */
  synchronized List<String> idle() {
    return armed.stream().flatMap(fault -> fault.idle().stream()).toList();
  }

  /** What all faults did, a line each and one for each of their last injections. */
  synchronized List<String> journal() {
    List<String> lines = new ArrayList<>();
    if (!armed.isEmpty()) {
      lines.add("# Faults of " + test + ", seed " + seed + ":");
      armed.forEach(fault -> lines.addAll(fault.journal()));
    }
    return lines;
  }
}
