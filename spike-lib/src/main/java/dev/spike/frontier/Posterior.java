package dev.spike.frontier;

import java.util.Arrays;

/**
 * How probable each of the curves is, given the answers. At first all are alike. Not thread-safe.
 */
final class Posterior {
  /** Curves less probable than this, against the best, tell nothing of what to try next. */
  private static final double NEGLIGIBLE = 1e-4;

  private final Curves curves;
  private final int places;
  private final int scales;

  /** By lift, scale and place, the last next to each other. */
  private final double[] mass;

  /** By lift and scale: the places that are not negligible. */
  private final int[] from;

  private final int[] to;

  Posterior(Curves curves) {
    this.curves = curves;
    places = curves.places.length;
    scales = curves.scales();
    mass = new double[curves.lifts * scales * places];
    from = new int[curves.lifts * scales];
    to = new int[curves.lifts * scales];
    Arrays.fill(mass, 1.0 / mass.length);
    Arrays.fill(to, places);
  }

  private int row(int lift, int scale) {
    return lift * scales + scale;
  }

  /** Takes an answer in. */
  void learn(int height, double logDuration, boolean stuck) {
    for (int lift = 0; lift < curves.lifts; lift++) {
      int first = curves.firstCell(height, logDuration, lift);
      for (int scale = 0; scale < scales; scale++) {
        float[] chance = curves.chance(scale);
        int row = row(lift, scale);
        for (int place = 0; place < places; place++) {
          float p = chance[Curves.cell(first, place)];
          mass[row * places + place] *= stuck ? p : 1 - p;
        }
      }
    }
    double sum = Arrays.stream(mass).sum();
    Arrays.setAll(mass, i -> mass[i] / sum);
    narrow();
  }

  private void narrow() {
    double least = NEGLIGIBLE * Arrays.stream(mass).max().orElseThrow();
    for (int row = 0; row < from.length; row++) {
      from[row] = places;
      to[row] = 0;
      for (int place = 0; place < places; place++) {
        if (mass[row * places + place] >= least) {
          from[row] = Math.min(from[row], place);
          to[row] = place + 1;
        }
      }
    }
  }

  /** What is expected of a spike: how likely it is to leave the target stuck, what it teaches. */
  record Expectation(double stuck, double information) {}

  /**
   * The information of an answer is by how much the entropy of the curves is expected to fall with
   * it, in nats. Mutual information is symmetric, so this is the entropy of the answer without its
   * mean under each curve, which needs no posterior for either answer.
   */
  Expectation expect(int height, double logDuration) {
    double stuck = 0;
    double doubt = 0;
    for (int lift = 0; lift < curves.lifts; lift++) {
      int first = curves.firstCell(height, logDuration, lift);
      for (int scale = 0; scale < scales; scale++) {
        float[] chances = curves.chance(scale);
        float[] doubts = curves.doubt(scale);
        int row = row(lift, scale);
        for (int place = from[row]; place < to[row]; place++) {
          int cell = Curves.cell(first, place);
          double m = mass[row * places + place];
          stuck += m * chances[cell];
          doubt += m * doubts[cell];
        }
      }
    }
    return new Expectation(stuck, Curves.entropy(stuck) - doubt);
  }

  /** ln D at which the curves of a height have risen by so many scales from the middle. */
  Band logDuration(int height, double scalesFromMiddle) {
    double low = curves.places[0] + scalesFromMiddle * curves.scale(scales - 1) - 1;
    double high = curves.places[places - 1] + curves.offset(curves.lifts - 1, height) + 2;
    Quantiles quantiles = new Quantiles(low, high, Curves.STEP / 2);
    for (int lift = 0; lift < curves.lifts; lift++) {
      for (int scale = 0; scale < scales; scale++) {
        double shift = curves.offset(lift, height) + scalesFromMiddle * curves.scale(scale);
        for (int place = 0; place < places; place++) {
          quantiles.add(curves.places[place] + shift, mass[row(lift, scale) * places + place]);
        }
      }
    }
    return quantiles.band();
  }

  /** The rate up to which no spike does lasting harm. */
  Band harmless() {
    Quantiles quantiles = new Quantiles(0, curves.harmless(curves.lifts), curves.harmless(1) / 4);
    for (int lift = 0; lift < curves.lifts; lift++) {
      double sum = 0;
      for (int i = row(lift, 0) * places; i < row(lift + 1, 0) * places; i++) {
        sum += mass[i];
      }
      quantiles.add(curves.harmless(lift), sum);
    }
    return quantiles.band();
  }
}
