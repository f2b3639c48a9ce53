package dev.spike.repeat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/** Whether of two samples one is the lower, by ranks alone; exact where that is quick. */
public final class RankTest {
  /** The exact distributions are found by recursion and by enumeration. */
  private static final int EXACT_SAMPLES = 10;

  private static final int EXACT_PAIRS = 15;

  private RankTest() {}

  /**
   * Two-sided p of independent samples (Mann and Whitney, Annals of Mathematical Statistics 18,
   * 1947).
   */
  public static double independent(double[] first, double[] second) {
    MannWhitneyUTest test = new MannWhitneyUTest();
    double centre = first.length * second.length / 2.0;
    if (test.mannWhitneyU(first, second) == centre) {
      // Hipparchus 4.0.3 takes the exact p of the very centre for that of the outermost value.
      return 1;
    }
    double[] all = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    boolean ties = Arrays.stream(all).distinct().count() < all.length;
    boolean exact = !ties && Math.max(first.length, second.length) <= EXACT_SAMPLES;
    return Math.min(1, test.mannWhitneyUTest(first, second, exact));
  }

  /**
   * Two-sided p of pairs (Wilcoxon, Biometrics Bulletin 1, 1945); pairs that are equal are left
   * out.
   */
  static double paired(double[] first, double[] second) {
    long differ = IntStream.range(0, first.length).filter(i -> first[i] != second[i]).count();
    return differ == 0
        ? 1
        : Math.min(
            1,
            new WilcoxonSignedRankTest()
                .wilcoxonSignedRankTest(first, second, differ <= EXACT_PAIRS));
  }
}
