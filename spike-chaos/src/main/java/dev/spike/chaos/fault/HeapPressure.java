package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.function.BooleanSupplier;

/**
 * Ballast that leaves the rest of the JVM less heap. Should there be no room for all of it any more
 * while it is loaded, none is kept, and the fault has not fired.
 */
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
    Ballast ballast = new Ballast();
    Workers loader = new Workers(kind(), 1, stop -> ballast.load(lease, stop));
    return () -> {
      loader.close();
      ballast.drop();
    };
  }

  private static long room() {
    Runtime jvm = Runtime.getRuntime();
    long used = jvm.totalMemory() - jvm.freeMemory();
    return Math.max(0, (long) (jvm.maxMemory() * (1 - LEFT)) - used);
  }

  private final class Ballast {
    @SuppressWarnings("UnusedVariable") // to be held is all it is for
    private volatile byte[][] chunks = {};

    /** From a thread of its own, since whoever arms may be the one that paces a load. */
    void load(Lease lease, BooleanSupplier stop) {
      byte[][] loaded = new byte[(int) ((bytes - 1) / CHUNK + 1)][];
      long left = bytes;
      try {
        for (int i = 0; i < loaded.length; i++) {
          if (stop.getAsBoolean()) {
            return;
          }
          loaded[i] = new byte[(int) Math.min(CHUNK, left)];
          left -= loaded[i].length;
        }
      } catch (OutOfMemoryError full) {
        return;
      }
      chunks = loaded;
      lease.acted(bytes + " bytes");
    }

    void drop() {
      chunks = new byte[0][];
    }
  }
}
