package dev.spike.repeat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hipparchus.stat.StatUtils;

/**
 * What difference a configuration makes to recovery, against the first one of its family, the
 * control. A difference is only claimed where both the interval and the test have it.
 *
 * <p>Where every run recovered: the difference of the means, control minus other, by pairs of one
 * seed where there are at least six (the signed ranks of five pairs never reach 5%), else of
 * independent runs (Welch, Biometrika 34, 1947). Where some are censored: the ratio of the rates of
 * recovery by the log-rank test. With several configurations against one control the level is
 * shared among them (Bonferroni).
 *
 * @param control the first configuration
 * @param other the one held against it
 * @param measure what the value is
 * @param value above 0 (of a ratio: above 1) where the other comes back sooner; NaN where there is
 *     none
 * @param low lower end of its interval
 * @param high upper end
 * @param confidence of the interval, 0.95 or more
 * @param p of the test that goes with the measure; NaN where there is none
 * @param conclusion what may be said
 */
public record Effect(
    Repeats control,
    Repeats other,
    Measure measure,
    double value,
    double low,
    double high,
    double confidence,
    double p,
    Conclusion conclusion) {
  private static final int LEAST_PAIRS = 6;
  private static final double LEVEL = 0.05;

  /** How two configurations are held against each other. */
  public enum Measure {
    /** Mean difference of pairs in nanoseconds; tested by signed ranks (Wilcoxon). */
    PAIRED_DIFFERENCE,
    /** Difference of means in nanoseconds; tested by ranks (Mann and Whitney). */
    DIFFERENCE,
    /** Ratio of the rates of recovery; tested by log-rank. */
    RATE_RATIO,
    /** Nothing: too few runs of one of them count. */
    NONE
  }

  /** What may be said. */
  public enum Conclusion {
    /** The other configuration comes back sooner. */
    SOONER,
    /** The other configuration comes back later. */
    LATER,
    /** The runs do not tell. */
    CANNOT_TELL
  }

  /** The effects within each family, each configuration against the first. */
  public static List<Effect> among(Collection<Repeats> all) {
    Map<String, List<Repeats>> families =
        all.stream()
            .filter(repeats -> !repeats.repetition().configuration().isEmpty())
            .collect(
                Collectors.groupingBy(
                    repeats -> repeats.repetition().family(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Effect> effects = new ArrayList<>();
    for (List<Repeats> family : families.values()) {
      double level = LEVEL / Math.max(1, family.size() - 1);
      family.stream().skip(1).forEach(o -> effects.add(of(family.get(0), o, 1 - level)));
    }
    return List.copyOf(effects);
  }

  /**
   * The effect of one configuration against another.
   *
   * @param confidence of the interval, 0.95 or more
   */
  public static Effect of(Repeats control, Repeats other, double confidence) {
    return figures(control, other, confidence).effect(control, other, confidence);
  }

  private static Figures figures(Repeats control, Repeats other, double confidence) {
    List<CensoredTime> first = control.recoveries();
    List<CensoredTime> second = other.recoveries();
    if (Math.min(first.size(), second.size()) < Estimate.LEAST) {
      return new Figures(Measure.NONE, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    if (Stream.concat(first.stream(), second.stream()).anyMatch(CensoredTime::censored)) {
      return ratio(first, second, confidence);
    }
    SortedMap<Long, CensoredTime> pairsOfFirst = control.recoveriesBySeed();
    SortedMap<Long, CensoredTime> pairsOfSecond = other.recoveriesBySeed();
    pairsOfFirst.keySet().retainAll(pairsOfSecond.keySet());
    pairsOfSecond.keySet().retainAll(pairsOfFirst.keySet());
    return pairsOfFirst.size() >= LEAST_PAIRS
        ? paired(nanos(pairsOfFirst.values()), nanos(pairsOfSecond.values()), confidence)
        : independent(nanos(first), nanos(second), confidence);
  }

  private static double[] nanos(Collection<CensoredTime> times) {
    return times.stream().mapToDouble(CensoredTime::nanos).toArray();
  }

  /** An effect without its words. */
  private record Figures(Measure measure, double value, double low, double high, double p) {
    Effect effect(Repeats control, Repeats other, double confidence) {
      double none = measure == Measure.RATE_RATIO ? 1 : 0;
      boolean tested = p < 1 - confidence;
      Conclusion conclusion =
          tested && low > none
              ? Conclusion.SOONER
              : tested && high < none ? Conclusion.LATER : Conclusion.CANNOT_TELL;
      return new Effect(control, other, measure, value, low, high, confidence, p, conclusion);
    }
  }

  private static Figures ratio(
      List<CensoredTime> control, List<CensoredTime> other, double confidence) {
    LogRank test = LogRank.of(other, control);
    double[] ratio = test.ratio(confidence);
    return new Figures(Measure.RATE_RATIO, ratio[0], ratio[1], ratio[2], test.p());
  }

  private static Figures paired(double[] first, double[] second, double confidence) {
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
    }
    double error = Math.sqrt(StatUtils.variance(differences) / differences.length);
    double half = Estimate.quantile(differences.length - 1.0, confidence) * error;
    double mean = StatUtils.mean(differences);
    double p = RankTest.paired(first, second);
    return new Figures(Measure.PAIRED_DIFFERENCE, mean, mean - half, mean + half, p);
  }

  private static Figures independent(double[] first, double[] second, double confidence) {
    double of1 = StatUtils.variance(first) / first.length;
    double of2 = StatUtils.variance(second) / second.length;
    double difference = StatUtils.mean(first) - StatUtils.mean(second);
    double p = RankTest.independent(first, second);
    if (of1 + of2 == 0) {
      return new Figures(Measure.DIFFERENCE, difference, difference, difference, p);
    }
    double freedom =
        (of1 + of2)
            * (of1 + of2)
            / (of1 * of1 / (first.length - 1) + of2 * of2 / (second.length - 1));
    double half = Estimate.quantile(freedom, confidence) * Math.sqrt(of1 + of2);
    return new Figures(Measure.DIFFERENCE, difference, difference - half, difference + half, p);
  }
}
