package dev.spike.judge;

import dev.spike.measure.Latencies;
import org.hipparchus.special.Beta;

/**
 * A percentile and its interval by order statistics, free of any distribution: the r-th smallest of
 * n values is not above the quantile q with probability P(Bin(n, q) >= r) = I_q(r, n - r + 1)
 * (David and Nagaraja, Order Statistics, 3rd ed., 2003, section 7.1).
 */
final class Quantile {
  private static final double ALPHA = 0.05;

  private Quantile() {}

  /** Of a distribution that holds something. */
  static Measured of(double percent, Latencies times, double needed) {
    double share = percent / 100;
    if (share == 1) {
      return Measured.exact(times.max(), "");
    }
    long n = times.count();
    double low = at(times, lowRank(n, share));
    double high = at(times, highRank(n, share));
    double value = times.percentile(percent);
    return Measured.of(value, low, high, n, needed);
  }

  /** How many it takes until the interval is closed: q^n &le; 0.05, 59 for a p95. */
  static double needed(double share) {
    return Math.ceil(Math.log(ALPHA) / Math.log(share) - 1e-9);
  }

  private static double at(Latencies times, long rank) {
    if (rank == 0) {
      return 0;
    }
    boolean open = rank > times.count();
    return open ? Double.POSITIVE_INFINITY : times.percentile((rank - 0.5) / times.count() * 100);
  }

  /** The highest rank that is not above the quantile with 95% confidence; 0 when there is none. */
  static long lowRank(long n, double share) {
    return lastWithTail(n, share, 1 - ALPHA);
  }

  /** The lowest rank that is not below it with 95% confidence; n + 1 when there is none. */
  static long highRank(long n, double share) {
    return lastWithTail(n, share, Math.nextUp(ALPHA)) + 1;
  }

  /** The highest rank r with P(Bin(n, q) >= r) of at least so much; 0 when there is none. */
  private static long lastWithTail(long n, double share, double atLeast) {
    long holds = 0;
    long fails = n + 1;
    while (fails - holds > 1) {
      long rank = (holds + fails) >>> 1;
      if (Beta.regularizedBeta(share, (double) rank, n - rank + 1.0) >= atLeast) {
        holds = rank;
      } else {
        fails = rank;
      }
    }
    return holds;
  }
}
