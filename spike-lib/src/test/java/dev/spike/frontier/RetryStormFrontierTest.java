package dev.spike.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.frontier.Trial.Answer;
import dev.spike.measure.Role;
import dev.spike.sim.Loads;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One server at 1,000/s whose clients give up after 1 s and ask again, three times, while stale
 * work is not cancelled: 500/s, and a spike after which it may never come back. Its D50 by height
 * come from 26,000 simulated runs each, 2,000 at each of 13 durations 2.5% apart around it, by
 * logistic regression: standard error of ln D50 below 0.001.
 */
class RetryStormFrontierTest {
  private static final long SEED = 20_260;
  private static final int SEARCHES = 50;
  private static final double TOLERATED = 0.05;

  private static final ServiceModel SERVICE =
      ServiceModel.of(1, ServiceTime.exponential(Duration.ofMillis(1)))
          .retrying(3, Duration.ofSeconds(1));

  private static final TreeMap<Double, Double> D50 = new TreeMap<>();

  static {
    D50.put(1250.0, 4.386);
    D50.put(1500.0, 2.293);
    D50.put(1750.0, 1.565);
    D50.put(2000.0, 1.1915);
    D50.put(2500.0, 0.8085);
    D50.put(3000.0, 0.6127);
    D50.put(3500.0, 0.4930);
    D50.put(4000.0, 0.4126);
  }

  @Test
  void oneHeightIn24Trials() {
    List<Finding> findings = findings(space(List.of(2000.0), 24));

    assertThat(rmse("one height, 24 trials", findings)).isLessThan(TOLERATED);
    assertThat(findings).allMatch(Finding::monotone);
  }

  @Test
  void eightHeightsTogetherIn32Trials() {
    List<Finding> findings = findings(space(List.copyOf(D50.keySet()), 32));

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
            .mapToDouble(search -> bisected(SEED + search) - Math.log(d50(2000)))
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
        stuck += stuck(spike, random.nextLong()) ? 1 : 0;
      }
      low = stuck < 3 ? middle : low;
      high = stuck < 3 ? high : middle;
    }
    return (low + high) / 2;
  }

  private static double d50(double height) {
    return Objects.requireNonNull(D50.get(height));
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
      boolean stuck = stuck(search.next(), random.nextLong());
      search.answered(stuck ? Answer.STUCK : Answer.CAME_BACK, "");
    }
    return search.finding();
  }

  private static boolean stuck(Spike spike, long seed) {
    Loads load =
        Loads.none()
            .then(Role.BASELINE, 500, 0.5)
            .then(Role.SPIKE, spike.height(), spike.seconds())
            .then(Role.RECOVERY, 500, 6)
            .poisson();
    return Double.isNaN(load.on(SERVICE, seed).run().drainedNanos());
  }

  private static double rmse(String name, List<Finding> findings) {
    double[] errors =
        findings.stream()
            .flatMap(f -> f.thresholds().stream())
            .mapToDouble(t -> Math.log(t.d50().median() / d50(t.height())))
            .toArray();
    long covered =
        findings.stream()
            .flatMap(f -> f.thresholds().stream())
            .filter(t -> t.d50().low() <= d50(t.height()))
            .filter(t -> t.d50().high() >= d50(t.height()))
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
