package dev.spike.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the target fell out of its band again, by a cumulative sum (Page, Biometrika 41, 1954): a
 * bucket clearly out of band counts 1, any other by how slow it is, from -1 over -1/2 for the
 * baseline's level and +1/2 for twice that to 1. The sum does not fall below zero; where it reaches
 * the threshold there is a spell, which began when it last left zero and ends when it has last been
 * there.
 */
final class Relapses {
  /** This many buckets clearly out of band are a relapse and not a hiccup. */
  private static final double BUCKETS = 5;

  /**
   * A sum of drift -1/2 and variance v a step reaches h with a probability of about exp(-h/v);
   * exp(-10) for each start keeps false alarms near 1 in 200 over some 60 buckets.
   */
  private static final double RARE = 10;

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
    double shift = bucket.slowness() - baseline.levels().slowness().mean();
    return Math.max(-1, Math.min(1, shift / Math.log(2) - 0.5));
  }
}
