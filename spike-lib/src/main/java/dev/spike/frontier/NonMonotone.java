package dev.spike.frontier;

import dev.spike.frontier.Candidate.Answered;
import java.util.List;

/**
 * Whether the answers contradict every threshold: stuck after a spike, and back after longer ones,
 * as a breaker that opens or replicas that arrive can make it.
 *
 * <p>The evidence is E = (mean likelihood of curves that fall again) / (greatest likelihood of a
 * curve that does not). Under any of the latter E has an expectation of at most 1, however the
 * spikes were chosen and whenever one looks, so P(E &ge; c) &le; 1/c (Ville's inequality; a
 * likelihood ratio of universal inference, Wasserman, Ramdas and Balakrishnan, PNAS 117, 2020). A
 * curve that falls again is one of {@link Curves} with L(z) times 1 - L((ln D - u)/s); its second
 * edge u lies at a duration, the same for all heights, or at a multiple of D50.
 */
final class NonMonotone {
  /** The mean takes a part of the curves, which is as good a prior as all of them. */
  private static final int EVERY_PLACE = 4;

  private static final int EVERY_LIFT = 4;
  private static final int EDGES = 16;

  /** Far above the smallest double, with room for one more factor. */
  private static final double SMALL = 1e-200;

  private final Curves curves;
  private final double wrong;
  private final int[] height;
  private final double[] logDuration;
  private final boolean[] stuck;

  NonMonotone(Curves curves, List<Answered> answers) {
    this.curves = curves;
    wrong = curves.space.misjudged();
    height = answers.stream().mapToInt(a -> a.spike().height()).toArray();
    logDuration =
        answers.stream().mapToDouble(a -> curves.durations[a.spike().duration()]).toArray();
    stuck = new boolean[height.length];
    for (int i = 0; i < stuck.length; i++) {
      stuck[i] = answers.get(i).stuck();
    }
  }

  /** E. */
  double evidence() {
    double greatest = Double.NEGATIVE_INFINITY;
    LogMean falling = new LogMean();
    for (int lift = 0; lift < curves.lifts; lift++) {
      for (int scale = 0; scale < curves.scales(); scale++) {
        for (int place = 0; place < curves.places.length; place++) {
          double[] rise = rises(lift, scale, place);
          greatest = Math.max(greatest, logLikelihood(rise));
          if (lift % EVERY_LIFT == 0 && place % EVERY_PLACE == 0) {
            addFalling(falling, rise, lift, scale, place);
          }
        }
      }
    }
    return Math.exp(falling.value() - greatest);
  }

  private double[] rises(int lift, int scale, int place) {
    double[] rise = new double[stuck.length];
    for (int i = 0; i < rise.length; i++) {
      int cell = Curves.cell(curves.firstCell(height[i], logDuration[i], lift), place);
      rise[i] = curves.rise(scale, cell);
    }
    return rise;
  }

  private void addFalling(LogMean mean, double[] rise, int lift, int scale, int place) {
    double shortest = curves.durations[0];
    double range = curves.durations[curves.durations.length - 1] - shortest;
    double[] product = new double[rise.length];
    for (int edge = 1; edge <= EDGES; edge++) {
      double share = (double) edge / (EDGES + 1);
      for (int i = 0; i < rise.length; i++) {
        double beyond = logDuration[i] - shortest - share * range;
        product[i] = rise[i] * (1 - curves.rise(scale, Curves.cellAt(beyond)));
      }
      mean.add(logLikelihood(product));
      for (int i = 0; i < rise.length; i++) {
        double middle = curves.places[place] + curves.offset(lift, height[i]);
        double beyond = logDuration[i] - middle - share * range;
        product[i] = rise[i] * (1 - curves.rise(scale, Curves.cellAt(beyond)));
      }
      mean.add(logLikelihood(product));
    }
  }

  private double logLikelihood(double[] chances) {
    double log = 0;
    double product = 1;
    for (int i = 0; i < chances.length; i++) {
      double p = wrong + (1 - 2 * wrong) * chances[i];
      product *= stuck[i] ? p : 1 - p;
      if (product < SMALL) {
        log += Math.log(product);
        product = 1;
      }
    }
    return log + Math.log(product);
  }

  /** The logarithm of a mean of numbers given by their logarithms, however small. */
  private static final class LogMean {
    private double greatest = Double.NEGATIVE_INFINITY;
    private double sum;
    private long count;

    void add(double log) {
      if (log > greatest) {
        sum *= Math.exp(greatest - log);
        greatest = log;
      }
      sum += Math.exp(log - greatest);
      count++;
    }

    double value() {
      return greatest + Math.log(sum / count);
    }
  }
}
