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
    HeapRoom.JVM.reserve(bytes);
    Ballast ballast = new Ballast();
    Workers loader = loader(lease, ballast);
    return () -> {
      try {
        loader.close();
      } finally {
        ballast.drop();
      }
    };
  }

  private Workers loader(Lease lease, Ballast ballast) {
    try {
      return new Workers(kind(), 1, stop -> ballast.load(lease, stop));
    } catch (Throwable refused) {
      HeapRoom.JVM.giveBack(bytes);
      throw refused;
    }
  }

  private final class Ballast {
    @SuppressWarnings("UnusedVariable") // to be held is all it is for
    private volatile byte[][] chunks = {};

    /** From a thread of its own, since whoever arms may be the one that paces a load. */
    void load(Lease lease, BooleanSupplier stop) {
      try {
        chunks = loaded(stop);
      } catch (OutOfMemoryError full) {
        return;
      } finally {
        HeapRoom.JVM.giveBack(bytes);
      }
      if (chunks.length > 0) {
        lease.acted(bytes + " bytes");
      }
    }

    /** All of it; nothing when it was stopped. */
    private byte[][] loaded(BooleanSupplier stop) {
      byte[][] loaded = new byte[(int) ((bytes - 1) / CHUNK + 1)][];
      long left = bytes;
      for (int i = 0; i < loaded.length; i++) {
        if (stop.getAsBoolean()) {
          return new byte[0][];
        }
        loaded[i] = new byte[(int) Math.min(CHUNK, left)];
        left -= loaded[i].length;
      }
      return loaded;
    }

    void drop() {
      chunks = new byte[0][];
    }
  }
}
