package dev.spike.repeat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  static Effect of(Repeats control, Repeats other, double confidence) {
    Map<Long, CensoredTime> first = control.recoveries();
    Map<Long, CensoredTime> second = other.recoveries();
    Function<Figures, Effect> effect = figures -> figures.effect(control, other, confidence);
    if (Math.min(first.size(), second.size()) < Estimate.LEAST) {
      return effect.apply(new Figures(Measure.NONE, Double.NaN, Double.NaN, Double.NaN, 1));
    }
    if (isCensored(first) || isCensored(second)) {
      return effect.apply(ratio(first, second, confidence));
    }
    Set<Long> pairs = new HashSet<>(first.keySet());
    pairs.retainAll(second.keySet());
    return effect.apply(
        pairs.size() >= LEAST_PAIRS
            ? paired(nanos(first, pairs), nanos(second, pairs), confidence)
            : independent(
                nanos(first, first.keySet()), nanos(second, second.keySet()), confidence));
  }

  private static boolean isCensored(Map<Long, CensoredTime> times) {
    return times.values().stream().anyMatch(CensoredTime::censored);
  }

  /** The times of these seeds, by seed. */
  private static double[] nanos(Map<Long, CensoredTime> times, Set<Long> seeds) {
    return times.entrySet().stream()
        .filter(entry -> seeds.contains(entry.getKey()))
        .mapToDouble(entry -> entry.getValue().nanos())
        .toArray();
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
      Map<Long, CensoredTime> first, Map<Long, CensoredTime> second, double confidence) {
    LogRank test = LogRank.of(List.copyOf(second.values()), List.copyOf(first.values()));
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
