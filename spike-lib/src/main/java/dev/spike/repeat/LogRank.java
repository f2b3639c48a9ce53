package dev.spike.repeat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Whether of two groups one ends sooner, some of their times censored (Mantel, Cancer Chemotherapy
 * Reports 50, 1966). At each time at which something ended, d of n, n1 of these in the first group,
 * E = d n1 / n of it were to be expected there, with the hypergeometric variance V = d (n1/n) (1 -
 * n1/n) (n - d) / (n - 1).
 *
 * <p>(O - E)^2 / V is only in the limit a chi-square, and rejects 7% instead of 5% with five
 * against five. O - E is also the sum of the group's log-rank scores, which are 1 if it ended, less
 * the sum of d / n until then; so small groups get the exact p of {@link Permutation}.
 *
 * @param observed how many of the first group ended, O
 * @param expected how many were to be expected, the sum of E
 * @param variance the sum of V
 * @param p the probability of a difference as large as this between groups that are alike
 */
record LogRank(double observed, double expected, double variance, double p) {
  static LogRank of(List<CensoredTime> first, List<CensoredTime> second) {
    List<CensoredTime> all = Stream.concat(first.stream(), second.stream()).toList();
    double observed = 0;
    double expected = 0;
    double variance = 0;
    for (double end : CensoredTime.ends(all)) {
      double n1 = CensoredTime.atRisk(first, end);
      double n = CensoredTime.atRisk(all, end);
      double d1 = CensoredTime.ended(first, end);
      double d = CensoredTime.ended(all, end);
      observed += d1;
      expected += d * n1 / n;
      variance += n > 1 ? d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1) : 0;
    }
    boolean exact = Permutation.isQuick(all.size(), first.size());
    double p =
        exact
            ? Permutation.p(scores(all), first.size())
            : 1
                - new ChiSquaredDistribution(1)
                    .cumulativeProbability(chiSquare(observed, expected, variance));
    return new LogRank(observed, expected, variance, p);
  }

  private static double[] scores(List<CensoredTime> all) {
    double[] ends = CensoredTime.ends(all);
    return all.stream()
        .mapToDouble(
            time ->
                (time.censored() ? 0 : 1)
                    - Arrays.stream(ends)
                        .filter(end -> end <= time.nanos())
                        .map(end -> CensoredTime.ended(all, end) / CensoredTime.atRisk(all, end))
                        .sum())
        .toArray();
  }

  private static double chiSquare(double observed, double expected, double variance) {
    return variance == 0 ? 0 : (observed - expected) * (observed - expected) / variance;
  }

  double chiSquare() {
    return chiSquare(observed, expected, variance);
  }

  /**
   * How many times the second group's rate of ending the first one's is, by Peto's one step: exp((O
   * - E) / V), its interval exp((O - E) / V -+ z / sqrt V) (Yusuf et al., Progress in
   * Cardiovascular Diseases 27, 1985). The interval leaves 1 out just where the chi-square rejects.
   */
  double[] ratio(double confidence) {
    double z = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    double log = (observed - expected) / variance;
    double error = z / Math.sqrt(variance);
    return new double[] {Math.exp(log), Math.exp(log - error), Math.exp(log + error)};
  }
}
