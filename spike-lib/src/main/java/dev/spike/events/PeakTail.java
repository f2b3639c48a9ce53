package dev.spike.events;

/**
 * How high a cumulative sum has to rise until it is more than noise: learned from the peaks of its
 * latest 250 excursions from zero.
 *
 * <p>Under the null the excursions of a CUSUM are alike and nearly independent, and their peaks
 * have an exponential tail (Lundberg's inequality; Siegmund, Sequential Analysis, 1985). Of n peaks
 * let u be the k + 1st highest and e the mean excess of the k above it. Excesses of an exponential
 * tail are exponential whatever u is, so the next peak exceeds
 *
 * <pre>u + k ((p/q)^(1/k) - 1) e   with probability q, where p = k / (n + 1)</pre>
 *
 * exactly, the error of the estimate included; with lighter tails more rarely. The rate asked for
 * each value, over the excursions that begin with each value, is q. Four more peaks, as high as
 * those of white normal noise or those seen, let something be known before there are any.
 */
final class PeakTail {
  private static final int CAPACITY = 250;
  private static final int LEAST_TAIL = 10;
  private static final int TAIL_SHARE = 8;
  private static final int PRIOR = 4;

  private final double rate;
  private final double slack;
  private final double ofWhiteNoise;
  private final OrderedWindow peaks = new OrderedWindow(CAPACITY);
  private final long[] endedAt = new long[CAPACITY];
  private long since;
  private int oldest;
  private double threshold;

  /**
   * A tail of which nothing is known yet.
   *
   * @param rate how often the threshold may be exceeded for each value of the series
   * @param slack what the sum loses with each value, in standard deviations
   */
  PeakTail(double rate, double slack) {
    this.rate = rate;
    this.slack = slack;
    this.ofWhiteNoise = ofWhiteNoise(rate, slack);
    this.threshold = learned(1);
  }

  /** An excursion with this peak ended with the so-manieth value. */
  void add(double peak, long at) {
    if (peaks.isFull()) {
      since = endedAt[oldest];
    }
    peaks.add(peak);
    endedAt[oldest] = at;
    oldest = (oldest + 1) % CAPACITY;
    threshold = learned(at);
  }

  double threshold() {
    return threshold;
  }

  private double learned(long now) {
    int n = peaks.size();
    int k = Math.min(n, Math.max(LEAST_TAIL, n / TAIL_SHARE));
    double from = k == n ? 0 : peaks.get(n - 1 - k);
    double excess = 0;
    for (int rank = n - k; rank < n; rank++) {
      excess += peaks.get(rank) - from;
    }
    excess += PRIOR * Math.max(1 / (2 * slack), excess / Math.max(1, k));
    double tail = k + PRIOR;
    double excursions = Math.max(1, n) / (double) Math.max(1, now - since);
    double above = k == n ? 1 : (double) k / (n + 1);
    double rarer = Math.max(1, above * excursions / rate);
    return Math.max(ofWhiteNoise, from + (Math.pow(rarer, 1 / tail) - 1) * excess);
  }

  /**
   * The threshold that white normal noise exceeds every 1 / rate values, by Siegmund's
   * approximation: (exp(2 s b) - 2 s b - 1) / (2 s^2) = 1 / rate for a slack of s, and the
   * threshold is b - 1.166.
   */
  private static double ofWhiteNoise(double rate, double slack) {
    double power = Math.log(2 * slack * slack / rate);
    for (int i = 0; i < 50; i++) {
      power = Math.log(2 * slack * slack / rate + power + 1);
    }
    return Math.max(0, power / (2 * slack) - 1.166);
  }
}
