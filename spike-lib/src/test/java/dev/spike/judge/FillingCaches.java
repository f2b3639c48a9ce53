package dev.spike.judge;

import dev.spike.measure.LiveSet;
import dev.spike.measure.MemoryReading;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM in which a cache of each kind goes through its cycles. Prints for each kind its name and
 * the live set in bytes at the end of every cycle.
 */
final class FillingCaches {
  static final int CYCLES = 8;

  private static final int KILOBYTE = 1 << 10;

  /** What a cache adds in a cycle, in kilobytes. */
  enum Kind {
    LEAKING {
      @Override
      int kilobytes(int cycle) {
        return 2_048;
      }
    },
    LEAKING_BELOW_THE_LIMIT {
      @Override
      int kilobytes(int cycle) {
        return 205;
      }
    },
    /** Its 20 MB fill by half of what is left. */
    WARMING {
      @Override
      int kilobytes(int cycle) {
        return 20_480 >> cycle;
      }
    },
    /** Its 40 MB fill by a quarter of what is left, to be still at it when the cycles are over. */
    WARMING_SLOWLY {
      @Override
      int kilobytes(int cycle) {
        return (int) (40_960 * 0.25 * Math.pow(0.75, cycle - 1.0));
      }
    };

    abstract int kilobytes(int cycle);
  }

  private FillingCaches() {}

  /** Runs all kinds, one after the other. */
  public static void main(String[] args) {
    LiveSet meter = new LiveSet();
    meter.read();
    for (Kind kind : Kind.values()) {
      StringBuilder line = new StringBuilder(kind.name());
      List<byte[]> cache = new ArrayList<>();
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        fill(cache, kind.kilobytes(cycle));
        MemoryReading reading = meter.read();
        line.append(' ').append(reading.liveSetBytes());
      }
      System.out.println(line.append(" of ").append(cache.size()));
    }
    System.out.println("RSS " + meter.read().rssBytes() + " " + meter.read().collector());
  }

  /** As much garbage beside it, which does not count. */
  private static void fill(List<byte[]> cache, int kilobytes) {
    int garbage = 0;
    for (int i = 0; i < kilobytes; i++) {
      cache.add(new byte[KILOBYTE]);
      garbage += new byte[KILOBYTE].length;
    }
    if (garbage != kilobytes * KILOBYTE) {
      throw new IllegalStateException("garbage of " + garbage + " bytes");
    }
  }
}
