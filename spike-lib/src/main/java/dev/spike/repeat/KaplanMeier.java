package dev.spike.repeat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The share that has not ended yet, over time, from times of which some are censored (Kaplan and
 * Meier, JASA 53, 1958): S(t) = product over the times t_i &lt;= t at which something ended of 1 -
 * d_i / n_i, with d_i that ended at t_i of n_i still waited for just before.
 *
 * @param steps where it falls, ascending in time
 */
record KaplanMeier(List<Step> steps) {
  private static final double HALF = 0.5;

  /** Products of fractions miss one half by a few bits where it is meant. */
  private static final double ROUNDING = 1e-9;

  private static final double LOG_LOG_HALF = Math.log(-Math.log(HALF));

  /**
   * One fall.
   *
   * @param nanos when
   * @param survival S from here on
   * @param greenwood sum of d / (n (n - d)) up to here, so that Var S = S^2 times it (Greenwood);
   *     infinite where S is 0
   */
  record Step(double nanos, double survival, double greenwood) {}

  static KaplanMeier of(List<CensoredTime> times) {
    List<Step> steps = new ArrayList<>();
    double survival = 1;
    double greenwood = 0;
    for (double end : CensoredTime.ends(times)) {
      double atRisk = CensoredTime.atRisk(times, end);
      double ended = CensoredTime.ended(times, end);
      survival *= 1 - ended / atRisk;
      greenwood += ended / (atRisk * (atRisk - ended));
      steps.add(new Step(end, survival, greenwood));
    }
    return new KaplanMeier(List.copyOf(steps));
  }

  /** The share that has not ended by an instant. */
  double survival(double nanos) {
    double share = 1;
    for (Step step : steps) {
      share = step.nanos <= nanos ? step.survival : share;
    }
    return share;
  }

  /**
   * When S falls to one half; where it stays there for a while, the middle of that, as with the
   * median of an even number. Infinite where that is not known: S stays above, or stays at one half
   * to the end.
   */
  double median() {
    for (int i = 0; i < steps.size(); i++) {
      double survival = steps.get(i).survival;
      if (survival < HALF - ROUNDING) {
        return steps.get(i).nanos;
      }
      if (survival <= HALF + ROUNDING) {
        return i + 1 < steps.size()
            ? (steps.get(i).nanos + steps.get(i + 1).nanos) / 2
            : Double.POSITIVE_INFINITY;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The interval of the median: the times at which S does not differ from one half (Brookmeyer and
   * Crowley, Biometrics 38, 1982), tested on ln(-ln S), whose standard error is sqrt(greenwood) /
   * |ln S|. From the first step whose lower bound of S reaches one half to the first whose upper
   * bound does; infinite where none does.
   *
   * @param confidence such as 0.95
   * @return its two ends
   */
  double[] medianInterval(double confidence) {
    double z = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    return DoubleStream.of(z, -z).map(side -> first(step -> bound(step, side))).toArray();
  }

  private double first(ToDoubleFunction<Step> boundOfLogLog) {
    return steps.stream()
        .filter(step -> boundOfLogLog.applyAsDouble(step) >= LOG_LOG_HALF)
        .mapToDouble(Step::nanos)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** S = 0 has no standard error: nothing is concluded from it but by the lower bound. */
  private static double bound(Step step, double z) {
    if (step.survival < ROUNDING) {
      return z > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double log = -Math.log(step.survival);
    return Math.log(log) + z * Math.sqrt(step.greenwood) / log;
  }
}
