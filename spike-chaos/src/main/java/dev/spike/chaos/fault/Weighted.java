package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;

/**
 * A fault among others.
 *
 * @param weight its share of the calls that are hit, as a part of all weights; above 0
 * @param fault what happens to those
 */
public record Weighted(double weight, CallFault fault) {
  /** Checks the weight. */
  public Weighted {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The weight of a %s fault was %s, but must be above 0: give its share, or leave it out"
              .formatted(fault.kind(), weight));
    }
  }
}
