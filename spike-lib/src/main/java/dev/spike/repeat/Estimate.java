package dev.spike.repeat;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * One figure for several runs, with its interval at 95% confidence.
 *
 * @param kind what it is
 * @param runs how many it rests on
 * @param censored how many of these had not ended when the observation did
 * @param value infinite for a median that was not reached; NaN without runs
 * @param low lower end of the interval; NaN below {@link #LEAST} runs
 * @param high upper end; infinite where it is open
 * @param watched how long the censored ones were waited for, the shortest; NaN where none is
 */
public record Estimate(
    Kind kind, int runs, int censored, double value, double low, double high, double watched) {
  /** Fewer runs say too little of their spread for an interval. */
  public static final int LEAST = 5;

  /** Of its interval. */
  public static final double CONFIDENCE = 0.95;

  /** How runs are taken together. */
  public enum Kind {
    /** The arithmetic mean, with the interval of Student's t. */
    MEAN,
    /** The Kaplan-Meier median, with the interval of Brookmeyer and Crowley. */
    MEDIAN
  }

  /** The mean of values of which none is censored, mean -+ t(k - 1) s / sqrt k. */
  static Estimate mean(double... values) {
    StreamingStatistics all = new StreamingStatistics();
    Arrays.stream(values).forEach(all::addValue);
    double half =
        values.length < LEAST
            ? Double.NaN
            : quantile(values.length - 1.0, CONFIDENCE)
                * all.getStandardDeviation()
                / Math.sqrt(values.length);
    double mean = all.getMean();
    return new Estimate(Kind.MEAN, values.length, 0, mean, mean - half, mean + half, Double.NaN);
  }

  /** How many standard errors an interval reaches to either side. */
  static double quantile(double degreesOfFreedom, double confidence) {
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + confidence) / 2);
  }

  /** Of times: their mean where all have ended, else their median. A time is never below zero. */
  static Estimate of(List<CensoredTime> times) {
    List<CensoredTime> censored = times.stream().filter(CensoredTime::censored).toList();
    return censored.isEmpty()
        ? mean(times.stream().mapToDouble(CensoredTime::nanos).toArray()).notBelowZero()
        : median(times, censored);
  }

  private static Estimate median(List<CensoredTime> times, List<CensoredTime> censored) {
    KaplanMeier curve = KaplanMeier.of(times);
    double[] interval =
        times.size() < LEAST
            ? new double[] {Double.NaN, Double.NaN}
            : curve.medianInterval(CONFIDENCE);
    double watched = censored.stream().mapToDouble(CensoredTime::nanos).min().orElseThrow();
    return new Estimate(
        Kind.MEDIAN,
        times.size(),
        censored.size(),
        curve.median(),
        interval[0],
        interval[1],
        watched);
  }

  /** With an interval that reaches at least this far. */
  Estimate reaching(double least, double most) {
    // NaN stays NaN.
    return new Estimate(
        kind, runs, censored, value, Math.min(low, least), Math.max(high, most), watched);
  }

  /** For what cannot be negative, such as a time or a share. */
  Estimate notBelowZero() {
    // NaN stays NaN.
    return new Estimate(kind, runs, censored, value, Math.max(0, low), high, watched);
  }

  /** Whether it has an interval. */
  public boolean hasInterval() {
    return runs >= LEAST;
  }
}
