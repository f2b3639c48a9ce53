package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** Threads that keep a core busy each. */
record CpuHogs(int threads) implements StandingFault {
  private static final int MAX_THREADS = 1_024;

  CpuHogs {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "The number of threads that burn CPU was %d, but must be from 1 to %d: give as many as cores shall be taken"
              .formatted(threads, MAX_THREADS));
    }
  }

  @Override
  public String kind() {
    return "cpu-hogs";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    Workers workers =
        new Workers(
            kind(),
            threads,
            stop -> {
              while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
              }
            });
    lease.acted(threads + " threads");
    return workers;
  }
}
