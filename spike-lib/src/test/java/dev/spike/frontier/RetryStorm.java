package dev.spike.frontier;

import java.util.List;
import java.util.SplittableRandom;

/**
 * P(stuck) of a retry storm, 2,000 simulated runs an entry: one server at 1,000/s with exponential
 * service, first come first served, whose clients give up after 1 s and ask again at once, three
 * times, while stale work is not cancelled; Poisson arrivals of 500/s, and the spike.
 *
 * @param height arrivals a second in the spike
 * @param d50 by logistic regression of ln D over the middle 13 entries; its standard error is below
 *     0.1%
 * @param stuck at D50 exp(0.025 i) for i from -10 to 10; 0 and 1 beyond
 */
@SuppressWarnings("ArrayRecordComponent") // read only here
record RetryStorm(double height, double d50, double... stuck) {
  private static final double STEP = 0.025;

  static final List<RetryStorm> ALL =
      List.of(
          new RetryStorm(
              1250, 4.386, 0.002, 0.01, 0.012, 0.026, 0.044, 0.085, 0.12, 0.209, 0.302, 0.381,
              0.496, 0.611, 0.707, 0.781, 0.876, 0.907, 0.951, 0.972, 0.989, 0.991, 0.999),
          new RetryStorm(
              1500, 2.293, 0.001, 0.001, 0.001, 0.007, 0.017, 0.029, 0.068, 0.135, 0.232, 0.361,
              0.485, 0.655, 0.77, 0.856, 0.936, 0.964, 0.987, 0.997, 0.999, 1.0, 1.0),
          new RetryStorm(
              1750, 1.565, 0.0, 0.0, 0.001, 0.003, 0.009, 0.015, 0.044, 0.106, 0.196, 0.333, 0.485,
              0.682, 0.804, 0.888, 0.958, 0.979, 0.994, 1.0, 1.0, 1.0, 1.0),
          new RetryStorm(
              2000, 1.1915, 0.0, 0.0, 0.0, 0.001, 0.006, 0.01, 0.035, 0.083, 0.178, 0.321, 0.49,
              0.685, 0.817, 0.911, 0.969, 0.984, 0.998, 1.0, 1.0, 1.0, 1.0),
          new RetryStorm(
              2500, 0.8085, 0.0, 0.0, 0.0, 0.0, 0.004, 0.008, 0.027, 0.061, 0.154, 0.307, 0.495,
              0.702, 0.835, 0.935, 0.977, 0.991, 1.0, 1.0, 1.0, 1.0, 1.0),
          new RetryStorm(
              3000, 0.6127, 0.0, 0.0, 0.0, 0.0, 0.003, 0.008, 0.024, 0.06, 0.15, 0.306, 0.497,
              0.705, 0.849, 0.946, 0.981, 0.995, 1.0, 1.0, 1.0, 1.0, 1.0),
          new RetryStorm(
              3500, 0.493, 0.0, 0.0, 0.0, 0.0, 0.001, 0.006, 0.019, 0.052, 0.133, 0.294, 0.491,
              0.709, 0.851, 0.947, 0.984, 0.995, 1.0, 1.0, 1.0, 1.0, 1.0),
          new RetryStorm(
              4000, 0.4126, 0.0, 0.0, 0.0, 0.0, 0.002, 0.007, 0.017, 0.049, 0.127, 0.286, 0.482,
              0.708, 0.845, 0.946, 0.988, 0.994, 1.0, 1.0, 1.0, 1.0, 1.0));

  static RetryStorm of(double height) {
    return ALL.stream().filter(row -> row.height == height).findFirst().orElseThrow();
  }

  static List<Double> heights() {
    return ALL.stream().map(RetryStorm::height).toList();
  }

  /** Whether a run with this spike is stuck. */
  static boolean isStuck(Spike spike, SplittableRandom random) {
    return random.nextDouble() < of(spike.height()).probability(spike.seconds());
  }

  private double probability(double seconds) {
    double[] padded = new double[stuck.length + 2];
    System.arraycopy(stuck, 0, padded, 1, stuck.length);
    padded[padded.length - 1] = 1;
    double middle = (padded.length - 1) / 2.0;
    double at = middle + Math.log(seconds / d50) / STEP;
    int below = (int) Math.floor(Math.max(0, Math.min(padded.length - 2, at)));
    double share = Math.max(0, Math.min(1, at - below));
    return padded[below] + share * (padded[below + 1] - padded[below]);
  }
}
