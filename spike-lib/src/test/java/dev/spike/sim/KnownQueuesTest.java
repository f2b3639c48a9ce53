package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Interval;
import dev.spike.measure.Role;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Queues in balance, against their formulas (Kleinrock, Queueing Systems I, 1975). */
class KnownQueuesTest {
  private static final long SEED = 13;
  private static final int RUNS = 16;

  /** Times are kept to 0.1%, always upwards. */
  private static final double RESOLUTION = 1.001;

  /** Mean of a figure over runs of its own seed each, and that it is as known. */
  private static void check(
      String what,
      Loads load,
      ServiceModel model,
      ToDoubleFunction<Interval> figure,
      double known) {
    StreamingStatistics figures = new StreamingStatistics();
    for (int run = 0; run < RUNS; run++) {
      SimulatedRun one = load.poisson().on(model, SEED + run).run();
      figures.addValue(figure.applyAsDouble(one.timeline().total(p -> p.role() == Role.BASELINE)));
    }
    double error = figures.getStandardDeviation() / Math.sqrt(RUNS);
    System.out.printf(
        "%s: %.5g, se %.2g (%.5g), %d runs from seed %d%n",
        what, figures.getMean(), error, known, RUNS, SEED);
    assertThat(figures.getMean()).isBetween(known - 3 * error, known * RESOLUTION + 3 * error);
    assertThat(error).isLessThan(0.05 * known);
  }

  private static double waitMillis(Interval total, double serviceMillis) {
    return total.response().mean() / 1e6 - serviceMillis;
  }

  private static Loads steady(double rate) {
    return Loads.none().then(Role.WARMUP, rate, 3).then(Role.BASELINE, rate, 40);
  }

  /** M/M/c: E[W] = C(c, a)/(c mu - lambda), C by Erlang. */
  @ParameterizedTest
  @CsvSource({"1, 0.7", "4, 0.8", "20, 0.9"})
  void severalServersMakeErlangWait(int servers, double utilisation) {
    double load = servers * utilisation;
    double term = 1;
    double others = 0;
    for (int k = 0; k < servers; k++) {
      others += term;
      term *= load / (k + 1);
    }
    double delayed = term / (1 - utilisation) / (others + term / (1 - utilisation));
    double mean = 10;
    double known = delayed * mean / (servers * (1 - utilisation));

    check(
        "M/M/" + servers + " wait in ms",
        steady(load / mean * 1e3),
        ServiceModel.of(servers, ServiceTime.exponential(Duration.ofMillis(10))),
        total -> waitMillis(total, mean),
        known);
  }

  static Stream<Arguments> serviceTimes() {
    Duration mean = Duration.ofMillis(2);
    double pareto = 5 * Math.pow(4.0 / 5, 2) / 3;
    return Stream.of(
        Arguments.of("M/D/1", ServiceTime.constant(mean), 1),
        Arguments.of("M/M/1", ServiceTime.exponential(mean), 2),
        Arguments.of("M/lognormal/1", ServiceTime.lognormal(mean, 0.8), Math.exp(0.64)),
        Arguments.of("M/Pareto/1", ServiceTime.pareto(mean, 5), pareto),
        Arguments.of("M/uniform/1", (ServiceTime) random -> random.nextDouble() * 4e6, 4.0 / 3));
  }

  /** M/G/1: E[W] = lambda E[S^2]/(2 (1 - rho)), after Pollaczek and Khinchine. */
  @ParameterizedTest
  @MethodSource("serviceTimes")
  void anyServiceTimeMakesItsSecondMomentWait(String name, ServiceTime time, double square) {
    double known = 0.7 * 2 * square / (2 * (1 - 0.7));

    check(
        name + " wait in ms",
        steady(350),
        ServiceModel.of(1, time),
        total -> waitMillis(total, 2),
        known);
  }

  /** M/M/1/K: P(refused) = (1 - rho) rho^K / (1 - rho^(K+1)). */
  @Test
  void aFullQueueRefuses() {
    double rho = 0.9;
    double known = (1 - rho) * Math.pow(rho, 5) / (1 - Math.pow(rho, 6));

    check(
        "M/M/1/5 refused",
        steady(450),
        ServiceModel.of(1, ServiceTime.exponential(Duration.ofMillis(2))).queue(4),
        total -> (double) total.outcomes().rejected() / total.outcomes().due(),
        known);
  }

  /** Without a queue, by Erlang's other formula, only the mean service time counts: M/G/c/c. */
  @Test
  void withoutAQueueOnlyTheMeanCounts() {
    double load = 4;
    double known =
        Math.pow(load, 5)
            / 120
            / IntStream.rangeClosed(0, 5).mapToDouble(k -> Math.pow(load, k) / factorial(k)).sum();

    check(
        "M/G/5/5 refused",
        steady(400),
        ServiceModel.of(5, ServiceTime.lognormal(Duration.ofMillis(10), 1)).queue(0),
        total -> total.outcomes().errorRate(),
        known);
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
