package dev.spike.frontier;

import java.util.function.DoubleUnaryOperator;

/**
 * A credible band: with 95% probability, given the answers, the value lies within.
 *
 * @param median the value in the middle of the posterior
 * @param low its quantile of 2.5%
 * @param high its quantile of 97.5%
 */
public record Band(double median, double low, double high) {
  /** Of another value that grows with this one. */
  Band map(DoubleUnaryOperator to) {
    return new Band(to.applyAsDouble(median), to.applyAsDouble(low), to.applyAsDouble(high));
  }
}
