package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a slow call takes longer: one time, or a distribution of times. {@link Delays} makes the
 * usual ones. Must be thread-safe.
 */
@FunctionalInterface
public interface Delay {
  /**
   * The delay of one hit. One above {@link Delays#MAX} is cut there, one below zero is none.
   *
   * @param uniform gives the hit's own random numbers, from 0 to below 1: taken from nowhere else,
   *     delays do not depend on threads
   */
  Duration next(DoubleSupplier uniform);
}
