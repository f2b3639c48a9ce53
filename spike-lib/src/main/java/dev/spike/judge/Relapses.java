package dev.spike.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the target fell out of its band again, by a cumulative sum (Page, Biometrika 41, 1954): a
 * bucket clearly out of band counts 1, any other by how slow it is: -0.4 at the baseline's level,
 * 0.6 at twice that, never less than -1 or more than 1. The sum does not fall below zero; where it
 * reaches the threshold there is a spell, which began when it last left zero and ends when it has
 * last been there.
 */
final class Relapses {
  /** This many buckets clearly out of band are a relapse, and fewer a hiccup. */
  private static final double BUCKETS = 4;

  /** Somewhat nearer to the baseline's level than to twice that, 1. */
  private static final double REFERENCE = 0.4;

  /**
   * A sum with a drift of -k and a variance of v a step reaches h with a probability of about
   * exp(-2kh/v) (Siegmund, Sequential Analysis, 1985, chapter 2). With k = 0.4 and h = 16 v that is
   * 1 in 360,000 for each step at which it may begin, were the sum a random walk; what comes in
   * bursts does so more often.
   */
  private static final double RARE = 16;

  private final Baseline baseline;
  private final List<Bucket> buckets;
  private final double threshold;
  private final List<Spell> spells = new ArrayList<>();
  private double sum;
  private int first;
  private int last = -1;

  private Relapses(Baseline baseline, List<Bucket> buckets) {
    this.baseline = baseline;
    this.buckets = buckets;
    double variance = baseline.levels().slowness().scatter() / Math.pow(Math.log(2), 2);
    threshold = Math.max(BUCKETS, RARE * variance);
  }

  /** The spells, ascending. */
  static List<Spell> in(List<Bucket> buckets, Baseline baseline) {
    Relapses relapses = new Relapses(baseline, buckets);
    for (int i = 0; i < buckets.size(); i++) {
      relapses.take(i);
    }
    relapses.close();
    return List.copyOf(relapses.spells);
  }

  private void take(int i) {
    sum = Math.min(threshold, Math.max(0, sum + score(buckets.get(i))));
    if (sum >= threshold) {
      last = i;
    } else if (sum == 0) {
      close();
      first = i + 1;
    }
  }

  private void close() {
    if (last >= first) {
      spells.add(new Spell(buckets.get(first).startNanos(), buckets.get(last).endNanos()));
    }
  }

  private double score(Bucket bucket) {
    if (baseline.excludes(bucket)) {
      return 1;
    }
    double shift = baseline.told(bucket.slowness()) - baseline.levels().slowness().mean();
    return Math.max(-1, Math.min(1, shift / Math.log(2) - REFERENCE));
  }
}
