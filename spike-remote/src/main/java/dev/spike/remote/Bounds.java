package dev.spike.remote;

import java.time.Duration;

/** The checks that the options of all clients share. */
final class Bounds {
  private static final Duration LONGEST = Duration.ofDays(1);

  private Bounds() {}

  static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          name + " is " + value + ": it must be at least 1; leave it out for the default");
    }
  }

  static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ": it must be above zero and at most a day");
    }
  }
}
