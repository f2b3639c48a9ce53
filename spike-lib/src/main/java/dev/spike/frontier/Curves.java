package dev.spike.frontier;

import java.util.List;

/**
 * The curves that may be true, a grid of them: P(stuck | h, D) = e + (1 - 2e) L((ln D - ln
 * D50(h))/s) with the logistic L(z) = 1/(1 + exp(-z)), the share e of answers that are wrong
 * whatever the spike, and ln D50(h) = k - ln(h - h0): beyond the rate h0 a spike does harm in
 * proportion to its excess (h - h0) D.
 *
 * <p>A curve has three indexes: its place, ln D50 at the greatest height; its lift, -ln(1 - h0/h1)
 * with the least height h1, which is a single 0 where there is one height; and its scale s. Places
 * and ln D are multiples of {@link #STEP}. Immutable.
 */
final class Curves {
  /** Of places, in ln D: thresholds are told apart to 3%. */
  static final double STEP = 1.0 / 32;

  /** Scales from a step, which no grid tells from a jump, to a rise over decades. */
  private static final double[] SCALES = {0.02, 0.035, 0.06, 0.11, 0.2, 0.4};

  private static final double LIFT_STEP = 0.1;

  /** Up to a rate h0 of 98% of the least height. */
  private static final int LIFTS = 40;

  /** How far a threshold may lie outside of what is tried: a factor of 4. */
  private static final int MARGIN = (int) Math.ceil(Math.log(4) / STEP);

  /** Cells of the table for each step of a place. */
  private static final int FINE = 8;

  /** Beyond this distance in ln D even the flattest curve is within 1/1000 of its end. */
  private static final int HALF = 3 * 32 * FINE;

  final SearchSpace space;

  /** ln D of the durations that can be tried, the same for each height. */
  final double[] durations;

  /** ln D50 at the greatest height. */
  final double[] places;

  final int lifts;
  private final double[][] offset;
  private final float[][] chance = new float[SCALES.length][2 * HALF + 1];
  private final float[][] doubt = new float[SCALES.length][2 * HALF + 1];

  Curves(SearchSpace space) {
    this.space = space;
    int first = (int) Math.ceil(Math.log(space.shortest()) / STEP - 1e-9);
    int last = (int) Math.floor(Math.log(space.longest()) / STEP + 1e-9);
    durations = multiples(first, last);
    places = multiples(first - MARGIN, last + MARGIN);
    lifts = space.heights().size() == 1 ? 1 : LIFTS;
    offset = offsets(space.heights());
    fillTables();
  }

  private static double[] multiples(int first, int last) {
    double[] values = new double[Math.max(1, last - first + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (first + i) * STEP;
    }
    return values;
  }

  private double[][] offsets(List<Double> heights) {
    double[][] of = new double[lifts][heights.size()];
    double greatest = heights.get(heights.size() - 1);
    for (int lift = 0; lift < lifts; lift++) {
      double none = harmless(lift);
      for (int h = 0; h < heights.size(); h++) {
        of[lift][h] = Math.log((greatest - none) / (heights.get(h) - none));
      }
    }
    return of;
  }

  private void fillTables() {
    double wrong = space.misjudged();
    for (int scale = 0; scale < SCALES.length; scale++) {
      for (int cell = 0; cell <= 2 * HALF; cell++) {
        double z = (cell - HALF) * STEP / FINE / SCALES[scale];
        double p = wrong + (1 - 2 * wrong) / (1 + Math.exp(-z));
        chance[scale][cell] = (float) p;
        doubt[scale][cell] = (float) entropy(p);
      }
    }
  }

  /** Of a yes with probability p, in nats. */
  static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  int scales() {
    return SCALES.length;
  }

  double scale(int index) {
    return SCALES[index];
  }

  /** The rate h0 up to which no spike does lasting harm. */
  double harmless(int lift) {
    return space.heights().get(0) * (1 - Math.exp(-lift * LIFT_STEP));
  }

  /** By how much ln D50 at a height exceeds that at the greatest. */
  double offset(int lift, int height) {
    return offset[lift][height];
  }

  /** P(stuck) by scale and {@link #cell cell}. */
  float[] chance(int scale) {
    return chance[scale];
  }

  /** Entropy of the answer by scale and {@link #cell cell}. */
  float[] doubt(int scale) {
    return doubt[scale];
  }

  /** L by scale and {@link #cell cell}: P(stuck) without wrong answers. */
  double rise(int scale, int cell) {
    return (chance[scale][cell] - space.misjudged()) / (1 - 2 * space.misjudged());
  }

  /** The cell of a spike for the first place; {@link #FINE} less for each further one. */
  int firstCell(int height, double logDuration, int lift) {
    double distance = logDuration - offset[lift][height] - places[0];
    return HALF + (int) Math.rint(distance / STEP * FINE);
  }

  /** The cell of a place, given that of the first. */
  static int cell(int firstCell, int place) {
    return Math.max(0, Math.min(2 * HALF, firstCell - FINE * place));
  }

  /** The cell of a distance in ln D from the middle of a curve. */
  static int cellAt(double distance) {
    return cell(HALF + (int) Math.rint(distance / STEP * FINE), 0);
  }
}
