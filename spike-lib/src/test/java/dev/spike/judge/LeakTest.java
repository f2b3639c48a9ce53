package dev.spike.judge;

import static dev.spike.judge.Cycles.MB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakTest {
  private static final long SEED = 20_252;

  /** Live sets of cycles 1, 2, ... in megabytes, as bytes. */
  private static double[] liveSets(int cycles, DoubleUnaryOperator megabytes) {
    return IntStream.rangeClosed(1, cycles)
        .mapToDouble(i -> (100 + megabytes.applyAsDouble(i)) * MB)
        .toArray();
  }

  @Test
  void steadyGrowthAboveTheLimitIsALeakInBytesACycleAndAnOperation() {
    CriterionResult result = Cycles.judged(liveSets(8, i -> 2 * i));

    assertThat(result.answer()).isEqualTo(Answer.NOT_MET);
    assertThat(result.value()).isEqualTo(2 * MB);
    assertThat(result.detail())
        .isEqualTo("LEAK: [2 MB, 2 MB] a cycle, 204.8 KB an operation, over cycles 3 to 8");
  }

  @Test
  void steadyGrowthBelowTheLimitIsNone() {
    CriterionResult result = Cycles.judged(liveSets(8, i -> 0.2 * i));

    assertThat(result.answer()).isEqualTo(Answer.MET);
    assertThat(result.detail()).startsWith("[204.8 KB, 204.8 KB] a cycle");
  }

  @Test
  void whatTheFirstTwoCyclesAddDoesNotCount() {
    assertThat(Cycles.judged(liveSets(8, i -> i < 3 ? 50 * i : 200)).answer())
        .isEqualTo(Answer.MET);
  }

  /** A cache of 40 MB that fills by a share of what is left in each cycle. */
  @ParameterizedTest
  @CsvSource({
    "0.9, 8", "0.7, 8", "0.5, 8", "0.3, 8", "0.2, 8", "0.7, 12", "0.5, 12", "0.3, 12", "0.2, 20",
    "0.1, 8", "0.1, 20", "0.1, 40"
  })
  void aCacheThatFillsIsNeverALeak(double share, int cycles) {
    CriterionResult result =
        Cycles.judged(liveSets(cycles, i -> 40 * (1 - Math.pow(1 - share, i))));

    assertThat(result.answer()).as(result.detail()).isNotEqualTo(Answer.NOT_MET);
  }

  @Test
  void aCacheThatHasFilledPasses() {
    double[] filled = liveSets(12, i -> 40 * (1 - Math.pow(0.4, i)));

    assertThat(Cycles.judged(filled).answer()).isEqualTo(Answer.MET);
    assertThat(isTrend(filled)).as("though its trend is significant").isTrue();
  }

  /** Mann-Kendall: every later value is above every earlier one. */
  private static boolean isTrend(double[] values) {
    return IntStream.range(1, values.length).allMatch(i -> values[i] > values[i - 1]);
  }

  @Test
  void whatStillFillsIsToldToNeedMoreCycles() {
    CriterionResult result = Cycles.judged(liveSets(8, i -> 40 * (1 - Math.pow(0.7, i))));

    assertThat(result.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(result.detail()).contains("less and less", "watch more cycles");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8})
  void oneStepIsNoLeak(int at) {
    assertThat(Cycles.judged(liveSets(8, i -> i < at ? 0 : 30)).answer())
        .isNotEqualTo(Answer.NOT_MET);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void aSawtoothIsNoLeak(int period) {
    assertThat(Cycles.judged(liveSets(16, i -> 10 * (i % period))).answer())
        .isNotEqualTo(Answer.NOT_MET);
  }

  /** Normal scatter of 0.5 MB around each line, 2,000 runs; seed fixed. */
  @ParameterizedTest
  @CsvSource({
    // slope, cycles, at least so many LEAK, at most so many LEAK, at least so many passed
    "0.0, 8, 0, 0.001, 0.85",
    "0.2, 8, 0, 0.005, 0.70",
    "1.0, 8, 0, 0.02, 0",
    "2.0, 8, 0.70, 1, 0",
    "2.0, 12, 0.99, 1, 0",
    "0.2, 12, 0, 0.001, 0.99"
  })
  void scatterMakesFewFalseAnswers(
      double slope, int cycles, double leastLeaks, double mostLeaks, double leastPassed) {
    Random random = new Random(SEED);
    Answer[] answers =
        IntStream.range(0, 2_000)
            .mapToObj(
                run -> Cycles.judged(liveSets(cycles, i -> slope * i + random.nextGaussian() / 2)))
            .map(CriterionResult::answer)
            .toArray(Answer[]::new);
    double leaks = share(answers, Answer.NOT_MET);
    double passed = share(answers, Answer.MET);
    System.out.println(
        slope + " MB a cycle, " + cycles + " cycles: LEAK " + leaks + ", passed " + passed);

    assertThat(leaks).as("seed " + SEED).isBetween(leastLeaks, mostLeaks);
    assertThat(passed).as("seed " + SEED).isGreaterThanOrEqualTo(leastPassed);
    assertThat(slope > 1 ? passed : 0).as("a leak that passed").isLessThan(0.001);
  }

  private static double share(Answer[] answers, Answer of) {
    return (double) Arrays.stream(answers).filter(of::equals).count() / answers.length;
  }

  @Test
  void fewerThanEightKnownCyclesTellNothing() {
    assertThat(Cycles.judged(liveSets(7, i -> 0)).answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(Cycles.judged(liveSets(7, i -> 5 * i)).answer()).isEqualTo(Answer.INCONCLUSIVE);
    CriterionResult none = Cycles.judged(without(8, i -> true));
    assertThat(none.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(none.value()).isNaN();
    assertThat(none.detail()).contains("known of 0 cycles", "QUIET-0: no jcmd", "it takes 8");
  }

  private static double[] without(int cycles, IntPredicate lacking) {
    return liveSets(cycles, i -> lacking.test((int) i) ? Double.NaN : 2 * i);
  }

  @Test
  void aCycleThatIsNotKnownIsSkippedAndTold() {
    CriterionResult result = Cycles.judged(without(9, i -> i == 5));

    assertThat(result.answer()).isEqualTo(Answer.NOT_MET);
    assertThat(result.value()).isEqualTo(2 * MB);
    assertThat(result.detail()).contains("not in QUIET-4: no jcmd");
  }

  @Test
  void aHeapTooSmallToShowTheLimitPassesNothing() {
    CriterionResult small = Cycles.judged(106 * MB, liveSets(8, i -> 0));
    assertThat(small.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(small.detail()).contains("at most 106 MB", "-Xmx");

    assertThat(Cycles.judged(108 * MB, liveSets(8, i -> 0)).answer()).isEqualTo(Answer.MET);
    assertThat(Cycles.judged(Double.NaN, liveSets(8, i -> 0)).answer())
        .isEqualTo(Answer.INCONCLUSIVE);
    assertThat(Cycles.judged(Double.NaN, liveSets(8, i -> 2 * i)).answer())
        .as("what is seen is seen")
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void resultFilesNameIt() {
    Metric leak = Criteria.leak().below(MB).metric();

    assertThat(Metric.parse(leak.text())).isEqualTo(leak);
  }
}
