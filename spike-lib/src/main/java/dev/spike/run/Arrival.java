package dev.spike.run;

import java.util.SplittableRandom;

/**
 * One arrival of the schedule, handed to the operation that it starts.
 *
 * @param index its number in the run, from 0, in order of intended start
 * @param intendedNanos when it was due, in nanoseconds from the start of the run
 * @param phase the name of the phase it falls in
 * @param burst whether it belongs to a burst rather than to the steady rate below it
 * @param seed the seed of the run
 */
public record Arrival(long index, long intendedNanos, String phase, boolean burst, long seed) {
  /**
   * Random numbers of this arrival alone: the same for the same seed and index, whatever the
   * threads do.
   */
  public SplittableRandom random() {
    return new SplittableRandom(seed ^ (index + 1) * 0x9E3779B97F4A7C15L);
  }
}
