package dev.spike.remote.toxiproxy;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of twenty characters of base 32, unique within a process and most likely across them: twelve
 * drawn at the start, eight counted.
 */
final class RequestIds {
  private static final int RADIX = 32;
  private static final long COUNTED = 1L << 40;

  private final String start = padded(ThreadLocalRandom.current().nextLong(1L << 60), 12);
  private final AtomicLong count = new AtomicLong();

  String next() {
    return start + padded(count.getAndIncrement() % COUNTED, 8);
  }

  private static String padded(long value, int width) {
    String digits = Long.toString(value, RADIX);
    return "0".repeat(width - digits.length()) + digits;
  }
}
