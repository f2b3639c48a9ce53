package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** Ballast that leaves the rest of the JVM less heap. */
record HeapPressure(long bytes) implements StandingFault {
  /** Small enough not to be humongous under G1, where each would take two regions. */
  private static final int CHUNK = 1 << 18;

  /** Of the maximum heap, what is left to the JVM at the very least. */
  private static final double LEFT = 0.05;

  HeapPressure {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "The ballast of a heap-pressure fault was %d bytes, but must be above zero: give what shall be taken of the heap"
              .formatted(bytes));
    }
  }

  @Override
  public String kind() {
    return "heap-pressure";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    long most = room();
    if (bytes > most) {
      throw new IllegalStateException(
          "a ballast of %d bytes does not fit, as only %d can be taken now: take less or give the JVM a larger heap"
              .formatted(bytes, most));
    }
    Ballast ballast = new Ballast(lease);
    ballast.load();
    lease.acted(bytes + " bytes");
    return ballast;
  }

  private static long room() {
    Runtime jvm = Runtime.getRuntime();
    long used = jvm.totalMemory() - jvm.freeMemory();
    return Math.max(0, (long) (jvm.maxMemory() * (1 - LEFT)) - used);
  }

  private final class Ballast implements AutoCloseable {
    private final Lease lease;
    private byte[][] chunks = new byte[(int) ((bytes - 1) / CHUNK + 1)][];

    Ballast(Lease lease) {
      this.lease = lease;
    }

    void load() {
      long left = bytes;
      for (int i = 0; i < chunks.length && !lease.isReverted(); i++) {
        chunks[i] = new byte[(int) Math.min(CHUNK, left)];
        left -= chunks[i].length;
      }
    }

    @Override
    public void close() {
      chunks = new byte[0][];
    }
  }
}
