package dev.spike.measure;

/**
 * Reads the memory of the target. A reading forces a full collection there, so it is taken outside
 * the load.
 */
@FunctionalInterface
public interface MemoryMeter {
  /** Reads now; does not throw: what could not be measured is said in the reading. */
  MemoryReading read();
}
