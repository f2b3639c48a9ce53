package dev.spike.chaos.fault;

import org.jspecify.annotations.Nullable;

/** Keeps the compiler from leaving allocations away. */
final class Sink {
  static volatile byte @Nullable [] last;

  private Sink() {}
}
