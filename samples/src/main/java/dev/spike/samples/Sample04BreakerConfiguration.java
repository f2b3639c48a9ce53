package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.fact;
import static dev.spike.judge.Criteria.p50;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.FaultDisturbance;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.chaos.ChaosPoint;
import dev.spike.measure.Unit;
import dev.spike.report.RunListener;
import dev.spike.target.BreakerTarget;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.TimeUnit;

/**
 * Is my breaker configured right? A payment service becomes slow, 400 ms instead of 2, and fails
 * not once.
 *
 * <p>Wrong: Resilience4j's defaults. They open on failures; a call counts as slow after 60 s, so
 * this breaker never opens, and everybody waits.
 *
 * <p>Right: {@code slowCallDurationThreshold(100 ms)}, a window of 20 calls and a wait of 200 ms.
 *
 * <p>Look at: {@code breaker.time-to-open}, which the first never has, and p50 of the SPIKE rows.
 * What {@link BreakerTarget} could not check, as it did not occur, is INCONCLUSIVE: a breaker that
 * was never made to open has passed nothing.
 */
public final class Sample04BreakerConfiguration {
  private static final ChaosPoint PAYMENT = ChaosPoint.of("sample.payment");

  private Sample04BreakerConfiguration() {}

  private static boolean pay() throws InterruptedException {
    PAYMENT.hit();
    TimeUnit.MILLISECONDS.sleep(2);
    return true;
  }

  /** The wrong way. */
  static CircuitBreakerConfig defaults() {
    return CircuitBreakerConfig.ofDefaults();
  }

  /** The right way. */
  static CircuitBreakerConfig slownessCounts() {
    return CircuitBreakerConfig.custom()
        .slowCallDurationThreshold(millis(100))
        .slowCallRateThreshold(50)
        .slidingWindowSize(20)
        .minimumNumberOfCalls(20)
        .waitDurationInOpenState(millis(200))
        .permittedNumberOfCallsInHalfOpenState(3)
        .build();
  }

  /** Runs both and prints the table. */
  public static void main(String[] args) {
    Report report = run();
    System.out.print(report);
    Facts.print(
        report,
        "breaker.openings",
        "breaker.time-to-open",
        "breaker.time-to-open.predicted",
        "breaker.rejected");
    System.out.print(
        """

        # A slow dependency is no failing one: the defaults never opened, and every caller waited 400 ms.
        # The second breaker opened after 20 slow answers; from then on callers were refused at once.
        """);
  }

  /** First the wrong way, then the right one. */
  static Report run() {
    return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
        .run(scenario("defaults", defaults()), scenario("slowness-counts", slownessCounts()));
  }

  private static Scenario scenario(String name, CircuitBreakerConfig config) {
    BreakerTarget breaker =
        BreakerTarget.of(CircuitBreaker.of(name, config))
            .protecting(Sample04BreakerConfiguration::pay);
    return breaker
        .applyTo(Scenario.named(name))
        .load(
            baseline(perSecond(100))
                .lasting(millis(500))
                .then(spike(perSecond(100)).lasting(seconds(2)))
                .then(recovery(perSecond(100)).lasting(seconds(1))))
        .during(
            SPIKE, breaker.watching(FaultDisturbance.of(latency(millis(400)).on(PAYMENT.name()))))
        .expect(fact("breaker.time-to-open", Unit.NANOS).below(seconds(1)))
        .expect(p50().during(SPIKE).below(millis(200)));
  }
}
