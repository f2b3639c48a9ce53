package dev.spike.target;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.minutes;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.FaultDisturbance;
import dev.spike.LoadProfile;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.jdbc.ChaosDataSource;
import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.measure.Role;
import dev.spike.report.ScenarioResult;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each target in a real run: engine, sampler, facts and judge; what it says of a correct one. */
class TargetRunsTest {
  private static LoadProfile profile(LoadProfile disturbed) {
    return baseline(perSecond(100))
        .lasting(seconds(1))
        .then(disturbed)
        .then(recovery(perSecond(100)).lasting(seconds(2)));
  }

  private static void assertAllMet(Scenario scenario) throws Exception {
    ScenarioResult result =
        new SpikeRunner(SpikeOptions.defaults().seed(5)).run(scenario).scenarios().get(0);
    List<CriterionResult> criteria = Objects.requireNonNull(result.judgement()).criteria();
    assertThat(criteria).isNotEmpty();
    assertThat(criteria).allMatch(each -> each.answer() == Answer.MET);
  }

  @Test
  void poolUnderABurstWithSlowQueries() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:runs");
    config.setMaximumPoolSize(10);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Scenario scenario =
          PoolTarget.of(pool)
              .through(ChaosDataSource.wrap(pool, "runs.db"))
              .applyTo(Scenario.named("pool"))
              .load(profile(burst(200).over(perSecond(100)).lasting(seconds(1))))
              .during(Role.SPIKE, FaultDisturbance.of(latency(millis(5)).on("runs.db")));
      assertAllMet(scenario);
    }
  }

  @Test
  void breakerWhoseDependencyFailsAndIsHealed() throws Exception {
    ChaosPoint payment = ChaosPoint.of("runs.payment");
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .permittedNumberOfCallsInHalfOpenState(3)
            .waitDurationInOpenState(millis(200))
            .build();
    BreakerTarget target =
        BreakerTarget.of(CircuitBreaker.of("payment", config))
            .refusingWithin(minutes(1))
            .protecting(
                () -> {
                  payment.hit();
                  return "paid";
                });
    FaultDisturbance outage =
        FaultDisturbance.of(
            exception(() -> new IllegalStateException("payment is down")).on("runs.payment"));
    assertAllMet(
        target
            .applyTo(Scenario.named("breaker"))
            .load(profile(spike(perSecond(100)).lasting(seconds(1))))
            .during(Role.SPIKE, target.watching(outage)));
  }

  @Test
  void cacheUnderAThousandMixedOperationsAtOnce() throws Exception {
    record Product(int id, long version) {}
    CacheSource<Integer, Product> source = CacheSource.inMemory(Product::new, Product::version);
    assertAllMet(
        CacheTarget.of(
                Caffeine.newBuilder().maximumSize(50).build(source::load),
                source,
                List.of(1, 2, 3, 4, 5))
            .applyTo(Scenario.named("cache"))
            .load(profile(burst(1000).over(perSecond(100)).lasting(seconds(1)))));
  }
}
