package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model is made of, and what it refuses. */
class ServiceModelTest {
  private static final long SEED = 11;
  private static final Duration MEAN = Duration.ofMillis(10);
  private static final ServiceModel MODEL = ServiceModel.of(2, ServiceTime.constant(MEAN));

  static Stream<Arguments> distributions() {
    return Stream.of(
        Arguments.of(ServiceTime.constant(MEAN), 0, 1),
        Arguments.of(ServiceTime.exponential(MEAN), 1, Math.exp(-2)),
        Arguments.of(ServiceTime.lognormal(MEAN, 0.5), Math.sqrt(Math.exp(0.25) - 1), 0.0508),
        Arguments.of(ServiceTime.pareto(MEAN, 4), Math.sqrt(1.0 / 8), Math.pow(0.75 / 2, 4)));
  }

  /** Mean, coefficient of variation, and the share above twice the mean. */
  @ParameterizedTest
  @MethodSource("distributions")
  void distributionsHaveTheirMeanAndSpread(ServiceTime time, double variation, double tail) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = DoubleStream.generate(() -> time.nanos(random)).limit(200_000).toArray();
    double mean = DoubleStream.of(drawn).average().orElseThrow();
    double square = DoubleStream.of(drawn).map(x -> x * x).average().orElseThrow();
    double above = DoubleStream.of(drawn).filter(x -> x > 2 * MEAN.toNanos()).count() / 200_000.0;

    System.out.printf("%s, seed %d%n", time.description(), SEED);
    assertThat(mean / MEAN.toNanos()).isEqualTo(1, within(0.01));
    assertThat(Math.sqrt(square / mean / mean - 1 + 1e-12)).isEqualTo(variation, within(0.03));
    assertThat(above).isEqualTo(variation == 0 ? 0 : tail, within(0.003));
  }

  private static void refused(ThrowingCallable call, String rule) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(rule);
  }

  @Test
  void whatIsOutOfBoundsIsRefusedWithTheRule() {
    Duration none = Duration.ZERO;
    refused(() -> ServiceModel.of(0, ServiceTime.constant(MEAN)), "0 servers");
    refused(() -> ServiceTime.exponential(none), "service time of PT0S: it must be above zero");
    refused(() -> ServiceTime.lognormal(MEAN, -1), "sigma of -1.0");
    refused(() -> ServiceTime.pareto(MEAN, 1), "shape of 1.0: it must be above 1");
    refused(() -> MODEL.queue(-1), "a queue of -1");
    refused(() -> MODEL.retrying(-1, MEAN), "-1 retries");
    refused(() -> MODEL.retrying(1, none), "1 retries after PT0S");
    refused(() -> MODEL.backingOff(MEAN.negated()), "backing off for PT-0.01S");
    refused(() -> MODEL.retryBudget(-0.1), "a retry budget of -0.1");
    refused(() -> MODEL.slowed(0, none, MEAN), "slowdown by a factor of 0.0");
    refused(() -> MODEL.slowed(2, MEAN, MEAN), "it must end after it begins");
    refused(() -> MODEL.delayed(none, 1, none, MEAN), "delay of 0 ns");
    refused(() -> MODEL.delayed(MEAN, 0, none, MEAN), "delay of a share of 0.0");
    refused(() -> MODEL.failing(1.5, none, MEAN), "failure of a share of 1.5");
  }
}
