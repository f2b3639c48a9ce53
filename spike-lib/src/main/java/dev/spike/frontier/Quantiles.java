package dev.spike.frontier;

/**
 * Quantiles of weighted values, each shared out between the two nearest knots of an even grid. Not
 * thread-safe.
 */
final class Quantiles {
  private final double low;
  private final double step;
  private final double[] mass;

  /** Values beyond the ends count as the ends. */
  Quantiles(double low, double high, double step) {
    this.low = low;
    this.step = step;
    mass = new double[(int) Math.ceil((high - low) / step) + 2];
  }

  void add(double value, double weight) {
    double knot = Math.max(0, Math.min(mass.length - 1.001, (value - low) / step));
    int below = (int) knot;
    mass[below] += weight * (below + 1 - knot);
    mass[below + 1] += weight * (knot - below);
  }

  Band band() {
    return new Band(at(0.5), at(0.025), at(0.975));
  }

  /** Where the cumulated weight reaches a share, each knot's spread over the step around it. */
  private double at(double share) {
    double total = 0;
    for (double m : mass) {
      total += m;
    }
    double sum = 0;
    int knot = 0;
    while (knot < mass.length - 1 && sum + mass[knot] < share * total) {
      sum += mass[knot++];
    }
    double within = mass[knot] > 0 ? (share * total - sum) / mass[knot] : 0.5;
    return low + (knot - 0.5 + within) * step;
  }
}
