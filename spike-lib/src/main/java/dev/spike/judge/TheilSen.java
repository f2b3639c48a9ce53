package dev.spike.judge;

import java.util.Arrays;

/**
 * A line through points that a few outliers do not bend: its slope is the median of the slopes of
 * all pairs of points (Theil, Proc. Kon. Ned. Akad. Wet. 53, 1950), here with Sen's interval of at
 * least 95% (JASA 63, 1968). How many of the pairs lie below the true slope is distributed as the
 * inversions of a random permutation, whatever the distribution of the errors, so the interval ends
 * at order statistics of the slopes. That distribution is computed, not approximated: with the six
 * points that eight cycles leave the normal one would be off.
 *
 * @param slope growth of y for each unit of x
 * @param low lower end of the interval; infinite with fewer than five points
 * @param high upper end of the interval; infinite with fewer than five points
 */
record TheilSen(double slope, double low, double high) {
  /** What may lie beyond each end. */
  private static final double ALPHA = 0.025;

  /**
   * Of points in ascending order.
   *
   * @param x ascending, no two the same; at least two
   * @param y as many
   */
  static TheilSen of(double[] x, double[] y) {
    double[] slopes = slopes(x, y);
    int beyond = beyond(x.length);
    double median = (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
    return beyond == 0
        ? new TheilSen(median, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : new TheilSen(median, slopes[beyond - 1], slopes[slopes.length - beyond]);
  }

  private static double[] slopes(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int next = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        slopes[next++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  /** The rank, from 1, of the slope that is the lower end; 0 when none is far enough out. */
  static int beyond(int points) {
    double[] share = inversions(points);
    double below = 0;
    int rank = 0;
    while (below + share[rank] <= ALPHA) {
      below += share[rank++];
    }
    return rank;
  }

  /**
   * Shares of the permutations that have 0, 1, ... inversions: the element put in as the n-th makes
   * 0 to n-1 more, each equally likely.
   */
  private static double[] inversions(int points) {
    double[] share = {1};
    for (int n = 2; n <= points; n++) {
      double[] more = new double[share.length + n - 1];
      double window = 0;
      for (int i = 0; i < more.length; i++) {
        window += i < share.length ? share[i] : 0;
        window -= i >= n ? share[i - n] : 0;
        more[i] = window / n;
      }
      share = more;
    }
    return share;
  }
}
