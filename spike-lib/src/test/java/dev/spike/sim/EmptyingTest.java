package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a single server takes to empty after a spike, where that is known. */
class EmptyingTest {
  private static final long SEED = 4;

  /** The timeline is not looked at. */
  private static final Duration WIDE = Duration.ofSeconds(10);

  private static ServiceTime perSecond(double rate) {
    return ServiceTime.exponential(Duration.ofNanos(Math.round(1e9 / rate)));
  }

  private static ServiceTime evenly(double rate) {
    return ServiceTime.constant(Duration.ofNanos(Math.round(1e9 / rate)));
  }

  @Test
  void aDeterministicQueueEmptiesWhenTheFluidDoes() {
    SimulatedRun run =
        Loads.spike(500, 30, 2_000, 10, 60).on(ServiceModel.of(1, evenly(1_000)), SEED).run();

    double interarrival = 1e9 / 500;
    assertThat(run.drainedNanos()).isEqualTo(20e9, within(interarrival));
    assertThat(run.backlog()).isEqualTo(10_000, within(1.0));
  }

  /**
   * E[N] = rho/(1-rho) + (s-mu)D + mu/(s-mu) (1-rho)/(1-rho mu/s), E[T] = E[N]/(mu-b), Var T ~
   * ((s+mu)D + (b+mu)T)/(mu-b)^2, for a baseline b, a spike s of length D, rho = b/mu.
   */
  @ParameterizedTest
  @CsvSource({"200, 120, 400, 8, 300", "100, 50, 300, 5, 300", "500, 400, 900, 4, 100"})
  void anExponentialQueueEmptiesAsTheFormulasSay(
      double mu, double base, double high, double length, int runs) {
    double rho = base / mu;
    double backlog =
        rho / (1 - rho)
            + (high - mu) * length
            + mu / (high - mu) * (1 - rho) / (1 - rho * mu / high);
    double time = backlog / (mu - base);
    double variance = ((high + mu) * length + (base + mu) * time) / ((mu - base) * (mu - base));
    Loads load = Loads.spike(base, 10, high, length, 2 * time).poisson();
    ServiceModel model = ServiceModel.of(1, perSecond(mu));
    StreamingStatistics times = new StreamingStatistics();
    StreamingStatistics backlogs = new StreamingStatistics();
    IntStream.range(0, runs)
        .mapToObj(run -> load.on(model, SEED + run, WIDE).run())
        .forEach(
            run -> {
              times.addValue(run.drainedNanos() / 1e9);
              backlogs.addValue(run.backlog());
            });
    System.out.printf(
        "M/M/1 mu=%s %s -> %s/s for %s s, %d runs from seed %d: backlog %.2f (%.2f), empty after %.3f s (%.3f), sd %.3f (%.3f)%n",
        mu,
        base,
        high,
        length,
        runs,
        SEED,
        backlogs.getMean(),
        backlog,
        times.getMean(),
        time,
        times.getStandardDeviation(),
        Math.sqrt(variance));

    double root = Math.sqrt(runs);
    assertThat(backlogs.getMean())
        .isEqualTo(backlog, within(3 * backlogs.getStandardDeviation() / root));
    assertThat(times.getMean()).isEqualTo(time, within(3 * times.getStandardDeviation() / root));
    assertThat(times.getVariance() * (runs - 1) / variance)
        .isBetween(chi(runs, .001), chi(runs, .999));
  }

  private static double chi(int runs, double p) {
    return new ChiSquaredDistribution(runs - 1).inverseCumulativeProbability(p);
  }
}
