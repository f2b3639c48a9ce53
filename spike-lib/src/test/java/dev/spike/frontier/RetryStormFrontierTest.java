package dev.spike.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.frontier.Trial.Answer;
import dev.spike.measure.Role;
import dev.spike.sim.Loads;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Searches on {@link RetryStorm}, whose D50 are known. */
class RetryStormFrontierTest {
  private static final long SEED = 20_260;
  private static final int SEARCHES = 50;
  private static final double TOLERATED = 0.05;

  @Test
  void oneHeightIn24Trials() {
    List<Finding> findings = findings(space(List.of(2000.0), 24));

    assertThat(rmse("one height, 24 trials", findings)).isLessThan(TOLERATED);
    assertThat(findings).allMatch(Finding::monotone);
  }

  @Test
  void eightHeightsTogetherIn32Trials() {
    SearchSpace space = space(RetryStorm.heights(), 32);
    List<Finding> findings = findings(space);
    long start = System.nanoTime();
    search(space, SEED);
    System.out.printf("a choice takes %.1f ms%n", (System.nanoTime() - start) / 32e6);

    assertThat(rmse("eight heights, 32 trials", findings)).isLessThan(TOLERATED);
    assertThat(findings).allMatch(Finding::monotone);
    assertThat(findings).allMatch(f -> f.harmless().orElseThrow().high() < 1250);
  }

  /** The peer: halves the range of ln D by the majority of five, eight times. */
  @Test
  void bisectionByMajorityOfFiveTakes40TrialsForOneHeight() {
    double squares =
        IntStream.range(0, SEARCHES)
            .parallel()
            .mapToDouble(search -> bisected(SEED + search) - Math.log(RetryStorm.of(2000).d50()))
            .map(error -> error * error / SEARCHES)
            .sum();
    System.out.printf("bisection, 40 trials: RMSE of ln D50 %.4f%n", Math.sqrt(squares));
    assertThat(Math.sqrt(squares)).isLessThan(TOLERATED);
  }

  private static double bisected(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double low = Math.log(0.2);
    double high = Math.log(10);
    for (int halving = 0; halving < 8; halving++) {
      double middle = (low + high) / 2;
      Spike spike = new Spike(2000, Math.exp(middle));
      int stuck = 0;
      for (int one = 0; one < 5; one++) {
        stuck += RetryStorm.isStuck(spike, random) ? 1 : 0;
      }
      low = stuck < 3 ? middle : low;
      high = stuck < 3 ? high : middle;
    }
    return (low + high) / 2;
  }

  /** The table is right: 100 runs each of the simulator, at three heights. */
  @Test
  void theSimulatorIsStuckAsOftenAsTheTableSays() {
    ServiceModel service =
        ServiceModel.of(1, ServiceTime.exponential(Duration.ofMillis(1)))
            .retrying(3, Duration.ofSeconds(1));
    for (double height : new double[] {1250, 2000, 4000}) {
      Loads load =
          Loads.none()
              .then(Role.BASELINE, 500, 1)
              .then(Role.SPIKE, height, RetryStorm.of(height).d50())
              .then(Role.RECOVERY, 500, 8)
              .poisson();
      long stuck =
          LongStream.range(0, 100)
              .parallel()
              .filter(run -> Double.isNaN(load.on(service, SEED + run).run().drainedNanos()))
              .count();
      System.out.printf("%.0f/s for D50: stuck in %d of 100 runs%n", height, stuck);

      assertThat(stuck).isBetween(30L, 70L);
    }
  }

  private static SearchSpace space(List<Double> heights, int trials) {
    return new SearchSpace(heights, 0.2, 10, trials, 0.02, 1000);
  }

  private static List<Finding> findings(SearchSpace space) {
    return IntStream.range(0, SEARCHES).parallel().mapToObj(i -> search(space, SEED + i)).toList();
  }

  private static Finding search(SearchSpace space, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Search search = new Search(space);
    while (!search.isOver()) {
      boolean stuck = RetryStorm.isStuck(search.next(), random);
      search.answered(stuck ? Answer.STUCK : Answer.CAME_BACK, "");
    }
    return search.finding();
  }

  private static double rmse(String name, List<Finding> findings) {
    double[] errors =
        findings.stream()
            .flatMap(f -> f.thresholds().stream())
            .mapToDouble(t -> Math.log(t.d50().median() / RetryStorm.of(t.height()).d50()))
            .toArray();
    long covered =
        findings.stream()
            .flatMap(f -> f.thresholds().stream())
            .filter(t -> t.d50().low() <= RetryStorm.of(t.height()).d50())
            .filter(t -> t.d50().high() >= RetryStorm.of(t.height()).d50())
            .count();
    double mean = IntStream.range(0, errors.length).mapToDouble(i -> errors[i]).average().orElse(0);
    double squares = 0;
    for (double error : errors) {
      squares += error * error / errors.length;
    }
    System.out.printf(
        "%s, %d searches from seed %d: RMSE of ln D50 %.4f, bias %+.4f, 95%% band covers %.1f%%%n",
        name, findings.size(), SEED, Math.sqrt(squares), mean, 100.0 * covered / errors.length);
    return Math.sqrt(squares);
  }
}
