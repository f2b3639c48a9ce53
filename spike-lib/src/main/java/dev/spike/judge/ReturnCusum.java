package dev.spike.judge;

/**
 * Whether buckets that come one by one are back in their band, and since when. Not thread-safe.
 *
 * <p>A reversed CUSUM (Page, Biometrika 41, 1954) on "in band": S += ln(p0 / .5) for a bucket in
 * band, S += ln((1 - p0) / .5) for one out of it; where S would fall below 0 it is 0, and the
 * return is sought after that bucket. At odds of 99 to 1 it is declared, some 7 to 9 buckets after
 * the return. From then on the opposite sum watches for a relapse, at odds of 999 to 1, since it is
 * asked more often.
 */
final class ReturnCusum {
  private static final double EVEN = 0.5;
  private static final double RETURN_ODDS = Math.log(0.99 / 0.01);
  private static final double RELAPSE_ODDS = Math.log(0.999 / 0.001);
  private static final double LEAST_SHARE = 0.85;
  private static final double MOST_SHARE = 0.98;

  private final double in;
  private final double out;
  private double sum;
  private int seen;
  private int mark;
  private boolean back;
  private int relapses;

  /** A watch; the share of the baseline's buckets in band is taken as .85 at least, .98 at most. */
  ReturnCusum(double shareInBand) {
    double p0 = Math.max(LEAST_SHARE, Math.min(MOST_SHARE, shareInBand));
    in = Math.log(p0 / EVEN);
    out = Math.log((1 - p0) / EVEN);
  }

  void add(boolean inBand) {
    seen++;
    double evidence = inBand ? in : out;
    sum = Math.max(0, sum + (back ? -evidence : evidence));
    if (back) {
      watch();
    } else {
      seek();
    }
  }

  private void seek() {
    if (sum == 0) {
      mark = seen;
    } else if (sum >= RETURN_ODDS) {
      back = true;
      sum = 0;
    }
  }

  private void watch() {
    if (sum >= RELAPSE_ODDS) {
      back = false;
      relapses++;
      sum = 0;
      mark = seen;
    }
  }

  boolean isBack() {
    return back;
  }

  /** How often it has fallen out again. */
  int relapses() {
    return relapses;
  }

  /** After how many buckets it came back, when it is; a bucket number from 0. */
  int since() {
    return mark;
  }

  /** How many buckets have come. */
  int seen() {
    return seen;
  }
}
